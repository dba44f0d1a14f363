//! The commands that the window may call: one for each line of the core's table, each handing over to it.

use std::sync::Arc;

use tauri::ipc::Invoke;
use tauri::{State, Wry};
use ukhwah_client::app::{AppView, Appearance, CoverRequest, RecoverRequest, UnlockRequest};
use ukhwah_client::burden::{
    BalanceLineRequest, BalanceRequest, BalanceSaveRequest, BalanceView, BoundaryRequest, BurdenTarget, BurdenView,
    EraseBurdenRequest, MoveBoundaryRequest, ShiftRequest, ShiftTarget, ShiftView, ShiftsRequest, ShiftsView,
    WorkRequest, WorkView, WriteRequest,
};
use ukhwah_client::choices::{ChoiceRequest, ChoicesView, EraseUnfiledRequest, UnfiledView};
use ukhwah_client::error::{ErrorCode, IpcError};
use ukhwah_client::help::{AnswerRequest, ContactRequest, ContactView, HelpRequest, HelpView};
use ukhwah_client::journal::{
    EraseEntryRequest, JournalEntryView, JournalExportRequest, JournalRequest, JournalSaveRequest, JournalTarget,
    JournalView,
};
use ukhwah_client::lines::{EraseLineRequest, HideLineRequest, LineRequest, LinesView, MoveLineRequest};
use ukhwah_client::meetings::{
    CalendarRequest, EraseMeetingRequest, FoundMeetingsView, ImportMeetingsRequest, MeetingRequest, MeetingTarget,
    MeetingsView, ReplyRequest, TipRequest, TipTarget,
};
use ukhwah_client::path::{
    ErasePathRequest, PathEventRequest, PathEventTarget, PathEventView, PathGoalRequest, PathRequest,
    PathReturnRequest, PathTarget, PathView,
};
use ukhwah_client::people::{
    CheckNumberRequest, CheckedNumberView, ErasePersonRequest, FoundContactsView, ImportContactsRequest,
    MoveOnLadderRequest, PeopleView, PersonRequest, PersonTarget,
};
use ukhwah_client::plan::{
    CardRequest, DecksView, EraseInPlanRequest, GoalRequest, MoveInPlanRequest, PlaceRequest, PlaceTarget,
    PlanItemRequest, PlanTarget, PlanView, PrintRequest, RehearseRequest, SideView, VersionContentView, VersionTarget,
    VersionsRequest, VersionsView,
};
use ukhwah_client::reflection::{
    CheckInRequest, CheckInTarget, CheckInView, CheckInsRequest, CheckInsView, EraseCheckInRequest,
    ReflectionSettingsRequest, ReflectionView, SignReadRequest, TrendsExportRequest, TrendsRequest, TrendsView,
};
use ukhwah_client::reminders::{AutostartRequest, MuteRequest, ReminderServiceView, ReminderSettings, RemindersView};
use ukhwah_client::routine::{
    DayRequest, DayView, EraseRoutineRequest, HistoryRequest, HistoryView, MarkRequest, MoveRoutineRequest,
    PauseRequest, QuranRequest, RoutineRequest, RoutineTarget, RoutineView, UnmarkRequest, ZikirRequest, ZikirTarget,
    ZikirView,
};
use ukhwah_client::search::{SearchRequest, SearchView};
use ukhwah_client::service::{
    AmendRequest, EraseServiceRequest, LookForNumbersRequest, NumbersSeenView, OlderServiceRequest, OlderServiceView,
    ServiceEntryRequest, ServiceEntryTarget, ServiceEntryView, ServiceExportRequest, ServiceSheetRequest,
    ServiceTarget, ServiceView, SheetPreview, TalkRequest, TrainingRequest,
};
use ukhwah_client::settings::{
    AutoBackupTarget, AutoBackupsView, ChosenBackupView, DeviceSettings, ProfileSettings, RecoveryPrintRequest,
    RecoveryView, RestoreBackupRequest, SaveBackupRequest, SavedView, SetLockRequest, SettingsView,
};
use ukhwah_client::solat::{
    PrayerSettingsRequest, PrayerSettingsView, SolatRequest, SolatView, TableAcceptRequest, TableAddressRequest,
    TableAddressView, TableCheckView, ZoneSearchRequest, ZonesView,
};
use ukhwah_client::stories::{
    EraseStoryRequest, MoveStoryPartRequest, StoriesTarget, StoriesView, StoryPartRequest, StoryPreviewRequest,
    StoryPreviewView, StoryRequest, StoryShareRequest, StorySharedView, StorySharingView, StoryTarget,
    StoryVersionRequest, StoryVersionTarget, StoryVersionView, StoryView,
};
use ukhwah_client::sync::{
    SyncAuthorityView, SyncCameraRequest, SyncCardView, SyncCodesView, SyncConfirmRequest, SyncFrameRequest,
    SyncHeldRequest, SyncInviteView, SyncJoinRequest, SyncLeaveRequest, SyncLeftView, SyncOfferView, SyncPairRequest,
    SyncPairView, SyncRecoverRequest, SyncRemoveRequest, SyncSaveRequest, SyncTextRequest, SyncView,
};
use ukhwah_client::today::TodayView;

use crate::Core;

macro_rules! commands {
    ($($name:ident($($request:ty)?) -> $view:ty;)*) => {
        $(
            #[tauri::command]
            async fn $name(core: State<'_, Core>, $(request: $request)?) -> Result<$view, IpcError> {
                let core = Arc::clone(&core);
                aside(move || core.$name($(<$request>::from(request))?)).await
            }
        )*

        /// Answers what the window asks.
        pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name),*]
        }
    };
}

ukhwah_client::for_each_call!(commands);

/// Runs a call on a thread of its own, so that none holds up another or the window.
async fn aside<T: Send + 'static>(call: impl FnOnce() -> Result<T, IpcError> + Send + 'static) -> Result<T, IpcError> {
    tauri::async_runtime::spawn_blocking(call).await.unwrap_or_else(|error| {
        tracing::error!(%error, "a call panicked");
        Err(ErrorCode::Failed.into())
    })
}
