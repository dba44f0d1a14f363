// Every call that the interface can make, once: its name, what it asks with, what it is answered with.
//
// From this table come the shell's command functions, the list of commands that the window may use, the capability
// file and the TypeScript bindings. Each call is a method of `App` of the same name. This file is read by the shell's
// build script too, so it holds nothing but the table.

/// Hands the table of calls to another macro.
#[macro_export]
macro_rules! for_each_call {
    ($then:ident) => {
        $then! {
            app_view() -> AppView;
            appearance_save(Appearance) -> AppView;
            begin() -> AppView;
            welcome_done() -> AppView;
            unlock(UnlockRequest) -> AppView;
            unlock_with_recovery(RecoverRequest) -> AppView;
            lock_now() -> AppView;
            open_again() -> AppView;
            touched() -> ();
            cover(CoverRequest) -> ();

            help_view(HelpRequest) -> HelpView;
            help_contact(ContactRequest) -> ContactView;
            help_answer(AnswerRequest) -> ();

            today_view() -> TodayView;

            people_view() -> PeopleView;
            person_save(PersonRequest) -> PeopleView;
            person_trash(PersonTarget) -> PeopleView;
            person_restore(PersonTarget) -> PeopleView;
            person_erase(ErasePersonRequest) -> PeopleView;
            person_greeted(PersonTarget) -> PeopleView;
            ladder_move(MoveOnLadderRequest) -> PeopleView;
            number_check(CheckNumberRequest) -> CheckedNumberView;
            contacts_choose() -> FoundContactsView;
            contacts_import(ImportContactsRequest) -> PeopleView;
            contacts_export() -> SavedView;

            lines_view() -> LinesView;
            line_save(LineRequest) -> LinesView;
            line_hide(HideLineRequest) -> LinesView;
            line_move(MoveLineRequest) -> LinesView;
            line_erase(EraseLineRequest) -> LinesView;

            plan_view() -> PlanView;
            decks_view() -> DecksView;
            plan_item_save(PlanItemRequest) -> PlanView;
            plan_card_save(CardRequest) -> PlanView;
            plan_place_save(PlaceRequest) -> PlanView;
            plan_goal_save(GoalRequest) -> PlanView;
            plan_move(MoveInPlanRequest) -> PlanView;
            plan_remove(PlanTarget) -> PlanView;
            plan_put_back(PlanTarget) -> PlanView;
            plan_erase(EraseInPlanRequest) -> PlanView;
            plan_rehearse(RehearseRequest) -> PlanView;
            plan_versions(VersionsRequest) -> VersionsView;
            plan_version(VersionTarget) -> VersionContentView;
            plan_version_restore(VersionTarget) -> PlanView;
            plan_print(PrintRequest) -> SavedView;
            place_show(PlaceTarget) -> ContactView;

            solat_view(SolatRequest) -> SolatView;
            zones_search(ZoneSearchRequest) -> ZonesView;
            prayer_settings_view() -> PrayerSettingsView;
            prayer_settings_save(PrayerSettingsRequest) -> PrayerSettingsView;
            table_address_view() -> TableAddressView;
            table_address_save(TableAddressRequest) -> TableAddressView;
            table_choose() -> TableCheckView;
            table_download() -> TableCheckView;
            table_download_stop() -> ();
            table_accept(TableAcceptRequest) -> PrayerSettingsView;
            table_forget() -> PrayerSettingsView;

            routine_view() -> RoutineView;
            routine_save(RoutineRequest) -> RoutineView;
            routine_trash(RoutineTarget) -> RoutineView;
            routine_restore(RoutineTarget) -> RoutineView;
            routine_erase(EraseRoutineRequest) -> RoutineView;
            routine_pause(PauseRequest) -> RoutineView;
            routine_move(MoveRoutineRequest) -> RoutineView;
            routine_day(DayRequest) -> DayView;
            mark(MarkRequest) -> TodayView;
            unmark(UnmarkRequest) -> TodayView;
            zikir_view(ZikirTarget) -> ZikirView;
            zikir_add(ZikirRequest) -> ZikirView;
            quran_save(QuranRequest) -> RoutineView;
            history_view(HistoryRequest) -> HistoryView;

            meetings_view() -> MeetingsView;
            meeting_save(MeetingRequest) -> MeetingsView;
            meeting_trash(MeetingTarget) -> MeetingsView;
            meeting_restore(MeetingTarget) -> MeetingsView;
            meeting_erase(EraseMeetingRequest) -> MeetingsView;
            meeting_reply(ReplyRequest) -> MeetingsView;
            tip_save(TipRequest) -> MeetingsView;
            tip_to_deck(TipTarget) -> SideView;
            calendar_export(CalendarRequest) -> SavedView;
            calendar_choose() -> FoundMeetingsView;
            calendar_import(ImportMeetingsRequest) -> MeetingsView;

            service_view() -> ServiceView;
            service_older(OlderServiceRequest) -> OlderServiceView;
            service_entry(ServiceEntryTarget) -> ServiceEntryView;
            service_entry_save(ServiceEntryRequest) -> ServiceView;
            amend_save(AmendRequest) -> ServiceView;
            talk_save(TalkRequest) -> ServiceView;
            training_save(TrainingRequest) -> ServiceView;
            service_trash(ServiceTarget) -> ServiceView;
            service_restore(ServiceTarget) -> ServiceView;
            service_erase(EraseServiceRequest) -> ServiceView;
            service_numbers(LookForNumbersRequest) -> NumbersSeenView;
            service_preview(ServiceSheetRequest) -> SheetPreview;
            service_export(ServiceExportRequest) -> SavedView;
            path_view(PathRequest) -> PathView;
            path_event(PathEventTarget) -> PathEventView;
            path_goal_save(PathGoalRequest) -> PathView;
            path_event_save(PathEventRequest) -> PathEventView;
            path_return(PathReturnRequest) -> PathView;
            path_told() -> PathView;
            path_trash(PathTarget) -> PathView;
            path_restore(PathTarget) -> PathView;
            path_erase(ErasePathRequest) -> PathView;

            stories_view() -> StoriesView;
            story_view(StoryTarget) -> StoryView;
            story_save(StoryRequest) -> StoryView;
            story_part_save(StoryPartRequest) -> StoryView;
            story_part_move(MoveStoryPartRequest) -> StoryView;
            story_version(StoryVersionTarget) -> StoryVersionView;
            story_version_save(StoryVersionRequest) -> StoryVersionView;
            story_sharing(StoryVersionTarget) -> StorySharingView;
            story_preview(StoryPreviewRequest) -> StoryPreviewView;
            story_share(StoryShareRequest) -> StorySharedView;
            story_trash(StoriesTarget) -> StoriesView;
            story_restore(StoriesTarget) -> StoriesView;
            story_erase(EraseStoryRequest) -> StoriesView;

            reflection_view() -> ReflectionView;
            checkin_view(CheckInTarget) -> CheckInView;
            checkin_save(CheckInRequest) -> ReflectionView;
            checkin_trash(CheckInTarget) -> CheckInsView;
            checkin_restore(CheckInTarget) -> CheckInsView;
            checkin_erase(EraseCheckInRequest) -> CheckInsView;
            checkins_view(CheckInsRequest) -> CheckInsView;
            trends_view(TrendsRequest) -> TrendsView;
            trends_export(TrendsExportRequest) -> SavedView;
            reflection_settings_save(ReflectionSettingsRequest) -> ReflectionView;
            sign_read(SignReadRequest) -> ReflectionView;
            journal_view(JournalRequest) -> JournalView;
            journal_entry(JournalTarget) -> JournalEntryView;
            journal_save(JournalSaveRequest) -> JournalEntryView;
            journal_trash(JournalTarget) -> JournalView;
            journal_restore(JournalTarget) -> JournalView;
            journal_erase(EraseEntryRequest) -> JournalView;
            journal_export(JournalExportRequest) -> SavedView;

            search(SearchRequest) -> SearchView;
            burden_view() -> BurdenView;
            burden_write(WriteRequest) -> ContactView;
            burden_trash(BurdenTarget) -> ();
            burden_restore(BurdenTarget) -> ();
            burden_erase(EraseBurdenRequest) -> ();
            shift_done() -> BurdenView;
            shift_save(ShiftRequest) -> BurdenView;
            shift_view(ShiftTarget) -> ShiftView;
            shifts_view(ShiftsRequest) -> ShiftsView;
            work_view() -> WorkView;
            work_save(WorkRequest) -> WorkView;
            boundary_save(BoundaryRequest) -> WorkView;
            boundary_move(MoveBoundaryRequest) -> WorkView;
            balance_view(BalanceRequest) -> BalanceView;
            balance_save(BalanceSaveRequest) -> BalanceView;
            balance_line_save(BalanceLineRequest) -> BalanceView;

            reminders_view() -> RemindersView;
            reminders_save(ReminderSettings) -> RemindersView;
            reminders_mute(MuteRequest) -> RemindersView;
            reminder_service() -> ReminderServiceView;
            reminder_test() -> RemindersView;
            sound_choose() -> RemindersView;
            sound_forget() -> RemindersView;
            autostart_save(AutostartRequest) -> RemindersView;

            settings_view() -> SettingsView;
            device_save(DeviceSettings) -> SettingsView;
            profile_save(ProfileSettings) -> SettingsView;
            lock_set(SetLockRequest) -> SettingsView;
            recovery_view() -> RecoveryView;
            recovery_saved() -> SettingsView;
            recovery_renew() -> RecoveryView;
            recovery_print(RecoveryPrintRequest) -> SavedView;

            sync_view() -> SyncView;
            sync_removed_seen() -> SyncView;
            sync_authority_choose() -> SyncAuthorityView;
            sync_invite_check(SyncTextRequest) -> SyncInviteView;
            sync_codes_choose() -> SyncCodesView;
            sync_camera(SyncCameraRequest) -> ();
            sync_codes_scan(SyncFrameRequest) -> SyncCodesView;
            sync_join(SyncJoinRequest) -> SyncView;
            sync_card() -> SyncCardView;
            sync_pair_begin(SyncPairRequest) -> SyncPairView;
            sync_pair_step() -> SyncPairView;
            sync_pair_stop() -> ();
            sync_offer_choose() -> SyncOfferView;
            sync_offer_read(SyncTextRequest) -> SyncOfferView;
            sync_offer_confirm(SyncConfirmRequest) -> SyncView;
            sync_offer_stop() -> ();
            sync_device_remove(SyncRemoveRequest) -> SyncView;
            sync_sheet_use() -> SyncView;
            sync_recover(SyncRecoverRequest) -> SyncView;
            sync_now() -> SyncView;
            sync_save(SyncSaveRequest) -> SyncView;
            sync_held(SyncHeldRequest) -> SyncView;
            sync_leave(SyncLeaveRequest) -> SyncLeftView;

            choices_view() -> ChoicesView;
            choice_make(ChoiceRequest) -> ChoicesView;
            unfiled_view() -> UnfiledView;
            unfiled_erase(EraseUnfiledRequest) -> UnfiledView;

            backups_view() -> AutoBackupsView;
            backup_save(SaveBackupRequest) -> SavedView;
            backup_choose() -> ChosenBackupView;
            backup_restore(RestoreBackupRequest) -> AppView;
            auto_backup_restore(AutoBackupTarget) -> AppView;
            export_everything() -> SavedView;
            erase_everything() -> AppView;
        }
    };
}
