// Written by `./dev gen` from the table of calls in crates/ukhwah-client. Do not edit.

import { call } from './call';

/**
 * What could be done about it.
 */
export type Advice = "rest" | "hand_over" | "supervision";

/**
 * What was said of an entry.
 */
export type AgendaState = "open" | "begun" | "later" | "not_today" | "done" | "qada" | "coming" | "not_coming";

/**
 * What an entry of an agenda is about.
 */
export type AgendaTarget = { "kind": "prayer", 
/**
 * Which one.
 */
prayer: Prayer, } | { "kind": "meeting", 
/**
 * Which one.
 */
id: MeetingId, } | { "kind": "item", 
/**
 * Which one.
 */
id: RoutineItemId, };

/**
 * Something that a day holds.
 */
export type AgendaView = { 
/**
 * What it is.
 */
target: AgendaTarget, 
/**
 * The day that it belongs to, as YYYY-MM-DD: handed back when it is marked.
 */
date: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * What kind of thing an item is.
 */
what: What | null, 
/**
 * When it is, in words: "8:30 pagi", "15 minit selepas Maghrib"; absent for any time of the day.
 */
when_words: string | null, 
/**
 * The time of the clock, in words, where one is known.
 */
at_words: string | null, 
/**
 * Where a meeting is, or the place reached last in the Quran.
 */
detail_words: string | null, 
/**
 * On which days a meeting is, in words: "setiap Sabtu".
 */
chip_words: string | null, 
/**
 * What was said of it.
 */
state: AgendaState, 
/**
 * Where the counter of a zikir stands.
 */
count: number | null, 
/**
 * How often, for a zikir.
 */
aim: number | null, };

/**
 * The identifier of something to make good.
 */
export type AmendId = string;

/**
 * An amend as its editor leaves it. A refusal's `at` is 0 for whom, 1 for what.
 */
export type AmendRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: AmendId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * To whom.
 */
whom: string, 
/**
 * What.
 */
what: string | null, 
/**
 * The day on which it was done, as YYYY-MM-DD.
 */
done_on: string | null, };

/**
 * Something to make good.
 */
export type AmendView = { 
/**
 * Which.
 */
id: AmendId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * To whom.
 */
whom: string, 
/**
 * What.
 */
what: string | null, 
/**
 * The day on which it was done, as YYYY-MM-DD.
 */
done_on: string | null, 
/**
 * That day in words.
 */
done_words: string | null, };

/**
 * How much, in a word.
 */
export type Amount = "little" | "some" | "much";

/**
 * A moment of a day that depends on the sun.
 */
export type Anchor = "last_third" | "imsak" | "fajr" | "syuruk" | "dhuha" | "dhuhr" | "asr" | "maghrib" | "isha";

/**
 * How many minutes after a prayer, Syuruk or another anchor something is, −720 to 720; before it is negative.
 */
export type AnchorShift = number;

/**
 * A moment of the day that an item can stand before or after.
 */
export type AnchorView = { 
/**
 * Which.
 */
anchor: Anchor, 
/**
 * What it is called.
 */
name: string, };

/**
 * Answers "did you reach them?".
 */
export type AnswerRequest = { 
/**
 * Who was called.
 */
person: PersonId, 
/**
 * Whether they talked; absent if the question was waved away.
 */
reached: boolean | null, };

/**
 * The answers of a check-in, every one of which may be left out.
 */
export type Answers = { 
/**
 * How heavy it is: 1 light, 5 very heavy.
 */
heaviness: Level | null, 
/**
 * How strong the craving is: 1 none, 5 very strong.
 */
craving: Level | null, 
/**
 * How much energy there is: 1 worn out, 5 strong.
 */
energy: Level | null, 
/**
 * Whose burden it is.
 */
burden: Burden | null, 
/**
 * Whether the person is hungry.
 */
hungry: boolean, 
/**
 * Whether the person is angry.
 */
angry: boolean, 
/**
 * Whether the person is lonely.
 */
lonely: boolean, 
/**
 * Whether the person is tired.
 */
tired: boolean, 
/**
 * One line, as typed.
 */
note: string | null, };

/**
 * The app as a whole.
 */
export type AppView = { 
/**
 * Where the app stands.
 */
stage: Stage, 
/**
 * How it looks and speaks.
 */
appearance: Appearance, 
/**
 * Whether this is the separate profile with example data.
 */
demo: boolean, 
/**
 * Whether this device dials by itself; if not, numbers are shown large, with a code to scan.
 */
dials: boolean, 
/**
 * Whether religious content is on, as far as the current stage lets the app know.
 */
religion: boolean, };

/**
 * How the app looks and speaks on this device. Kept outside the database, since the lock screen needs it too.
 */
export type Appearance = { 
/**
 * The language.
 */
language: Language, 
/**
 * The colours.
 */
theme: Theme, 
/**
 * The size of text in percent, 100 to 200.
 */
text_size: number, };

/**
 * What a prepared message asks for.
 */
export type Ask = "hand_over" | "supervision";

/**
 * The question after a call.
 */
export type AskedView = { 
/**
 * Who was called.
 */
person: PersonId, 
/**
 * The name.
 */
name: string, };

/**
 * How long the shadow is when Asar begins, for a place outside the Malaysian zones.
 */
export type AsrShadow = "once" | "twice";

/**
 * For whom a version is.
 */
export type Audience = "clients" | "school" | "mosque" | "family" | "employer" | "other";

/**
 * An audience that can be chosen.
 */
export type AudienceView = { 
/**
 * Which.
 */
audience: Audience, 
/**
 * What it is called.
 */
name: string, };

/**
 * Names an automatic backup.
 */
export type AutoBackupTarget = { 
/**
 * Its name.
 */
name: string, };

/**
 * An automatic backup.
 */
export type AutoBackupView = { 
/**
 * Names it.
 */
name: string, 
/**
 * When, in words.
 */
made_words: string, 
/**
 * Why.
 */
reason: BackupReason, 
/**
 * Its size in bytes.
 */
size: number, };

/**
 * The automatic backups, newest first.
 */
export type AutoBackupsView = { 
/**
 * The backups.
 */
backups: Array<AutoBackupView>, };

/**
 * Asks that the app starts with the system, or no longer.
 */
export type AutostartRequest = { 
/**
 * Whether it does.
 */
on: boolean, };

/**
 * Why an automatic backup was made.
 */
export type BackupReason = "daily" | "update" | "restore";

/**
 * With what a backup file opens.
 */
export type BackupSecret = "passphrase" | "recovery_code";

/**
 * The identifier of a line of a week's balance.
 */
export type BalanceLineId = string;

/**
 * A line of a week's balance as it was typed or picked.
 */
export type BalanceLineRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: BalanceLineId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * A day of the week, as YYYY-MM-DD; absent for the present one.
 */
week: string | null, 
/**
 * Of which side.
 */
side: BalanceSide, 
/**
 * What it says.
 */
text: string, };

/**
 * One thing that the work gave or cost.
 */
export type BalanceLineView = { 
/**
 * Which.
 */
id: BalanceLineId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * Of which side.
 */
side: BalanceSide, 
/**
 * What it says.
 */
text: string, };

/**
 * Asks for a week.
 */
export type BalanceRequest = { 
/**
 * A day of it, as YYYY-MM-DD; absent for the present one.
 */
week: string | null, 
/**
 * How many weeks of the past to show at most.
 */
weeks: number, };

/**
 * How much a week gave and cost.
 */
export type BalanceSaveRequest = { 
/**
 * A day of the week, as YYYY-MM-DD.
 */
week: string, 
/**
 * How much the work gave; absent to leave that open.
 */
gave: Amount | null, 
/**
 * How much it cost; absent to leave that open.
 */
cost: Amount | null, };

/**
 * Of which side a line is.
 */
export type BalanceSide = "gave" | "cost";

/**
 * The balance of a week, and of the weeks before.
 */
export type BalanceView = { 
/**
 * The week asked for.
 */
week: WeekView, 
/**
 * The Monday of the week before it, as YYYY-MM-DD.
 */
before: string | null, 
/**
 * The Monday of the week after it, unless that lies ahead and is empty.
 */
after: string | null, 
/**
 * The weeks of which something is known, newest first.
 */
weeks: Array<WeekView>, 
/**
 * Whether there are older ones.
 */
more: boolean, 
/**
 * Lines in the trash, newest first.
 */
trash: Array<TrashedBurdenView>, };

/**
 * The identifier of a line of the boundary plan.
 */
export type BoundaryLineId = string;

/**
 * A line of the boundary plan as its editor leaves it.
 */
export type BoundaryRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: BoundaryLineId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * What it says.
 */
text: string, 
/**
 * What the person tells others.
 */
tell: string | null, 
/**
 * When it holds.
 */
when: BoundaryWhen, };

/**
 * A line of the boundary plan.
 */
export type BoundaryView = { 
/**
 * Which.
 */
id: BoundaryLineId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * What it says.
 */
text: string, 
/**
 * What the person tells others.
 */
tell: string | null, 
/**
 * When it holds.
 */
when: BoundaryWhen, 
/**
 * Whether it holds now.
 */
now: boolean, };

/**
 * When a boundary holds.
 */
export type BoundaryWhen = "always" | "off" | "quiet";

/**
 * Whose burden it is.
 */
export type Burden = "mine" | "client" | "both";

/**
 * Names something that can be thrown away.
 */
export type BurdenTarget = { "kind": "shift", 
/**
 * Which.
 */
id: ShiftId, } | { "kind": "boundary", 
/**
 * Which.
 */
id: BoundaryLineId, } | { "kind": "line", 
/**
 * Which.
 */
id: BalanceLineId, };

/**
 * What the work weighs now.
 */
export type BurdenView = { 
/**
 * The shift that ended last.
 */
last: ShiftView | null, 
/**
 * Whether it ended within the last twelve hours, so that its details are still to hand.
 */
fresh: boolean, 
/**
 * What was logged in the last seven days.
 */
facts: Array<FactView>, 
/**
 * Why the load is worth a word, a sentence each; mostly empty.
 */
reasons: Array<string>, 
/**
 * What could be done about it.
 */
advice: Array<Advice>, 
/**
 * Colleagues who can be asked to take over, the best one now first.
 */
colleagues: Array<RungView>, 
/**
 * With whom the work can be talked over.
 */
supervisors: Array<RungView>, 
/**
 * What "please take over" says.
 */
hand_over_text: string, 
/**
 * What "time to talk" says.
 */
supervision_text: string, 
/**
 * Whether the person is at work now, by their own hours.
 */
duty: Duty, 
/**
 * The boundary lines that hold now.
 */
boundaries: Array<BoundaryView>, };

/**
 * What goes into a calendar file.
 */
export type CalendarRequest = { 
/**
 * Whether the meetings do.
 */
meetings: boolean, 
/**
 * Whether the routine does.
 */
routine: boolean, };

/**
 * The identifier of an if-then card.
 */
export type CardId = string;

/**
 * A card as the editor leaves it.
 */
export type CardRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: CardId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * Follows "if".
 */
situation: SideView, 
/**
 * Follows "then".
 */
response: SideView, 
/**
 * Whether Help shows it while locked.
 */
on_lock_screen: boolean, };

/**
 * An if-then card.
 */
export type CardView = { 
/**
 * Which.
 */
id: CardId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * Follows "if".
 */
situation: SideView, 
/**
 * Follows "then".
 */
response: SideView, 
/**
 * Whether Help shows it while locked.
 */
on_lock_screen: boolean, 
/**
 * How long ago the last rehearsal was, in words.
 */
rehearsed_words: string | null, };

/**
 * An if-then card, in words.
 */
export type CardWordsView = { 
/**
 * If.
 */
situation: string, 
/**
 * Then.
 */
response: string, };

/**
 * By which way.
 */
export type Channel = "call" | "whatsapp" | "sms" | "map";

/**
 * The identifier of a check-in.
 */
export type CheckInId = string;

/**
 * A check-in as it was answered.
 */
export type CheckInRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: CheckInId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * When it was; absent for now.
 */
moment: MomentRequest | null, 
/**
 * What was answered.
 */
answers: Answers, };

/**
 * Names a check-in.
 */
export type CheckInTarget = { 
/**
 * Which.
 */
id: CheckInId, };

/**
 * When the check-in is offered every day.
 */
export type CheckInTime = { 
/**
 * At what time: by the clock, or around a prayer.
 */
timing: Timing, 
/**
 * How the person wants to be reminded of it, if at all.
 */
remind: ReminderWish | null, };

/**
 * A check-in.
 */
export type CheckInView = { 
/**
 * Which.
 */
id: CheckInId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * Its day, as YYYY-MM-DD.
 */
date: string, 
/**
 * Its time, in minutes after midnight.
 */
minute: MinuteOfDay, 
/**
 * Its day in words: "hari ini", "Sabtu 21 Nov".
 */
date_words: string, 
/**
 * Its time in words: "9:15 malam".
 */
time_words: string, 
/**
 * What was answered.
 */
answers: Answers, };

/**
 * Asks for a page of check-ins.
 */
export type CheckInsRequest = { 
/**
 * How many of the newest are left out.
 */
skip: number, };

/**
 * A page of check-ins.
 */
export type CheckInsView = { 
/**
 * The check-ins, newest first.
 */
check_ins: Array<CheckInView>, 
/**
 * Whether there are older ones.
 */
more: boolean, 
/**
 * What lies in the trash, newest first.
 */
trash: Array<CheckInView>, 
/**
 * Today, as YYYY-MM-DD.
 */
today: string, 
/**
 * How many are dated after today: a clock was wrong once, or is now.
 */
ahead: number, };

/**
 * Asks what becomes of a number that is being typed.
 */
export type CheckNumberRequest = { 
/**
 * As typed.
 */
text: string, };

/**
 * A number that is being typed.
 */
export type CheckedNumberView = { 
/**
 * As people write it.
 */
display: string, 
/**
 * Whether WhatsApp is likely.
 */
whatsapp: boolean, };

/**
 * What a version does with a part, the most open first.
 */
export type Choice = "told" | "reworded" | "left";

/**
 * The part of the app that a record belongs to.
 */
export type ChoiceArea = "people" | "help" | "plan" | "meetings" | "routine" | "reflection" | "path" | "service" | "stories";

/**
 * A field of which versions wait.
 */
export type ChoiceFieldView = { 
/**
 * Its name.
 */
field: string, 
/**
 * Whether all of its versions can be kept, one after the other.
 */
all: boolean, 
/**
 * The versions, the one that is shown everywhere first.
 */
versions: Array<ChoiceVersionView>, };

/**
 * The person's answer.
 */
export type ChoiceRequest = { 
/**
 * The record.
 */
id: string, 
/**
 * The field.
 */
field: string, 
/**
 * The version to keep; none for all of them.
 */
version: string | null, 
/**
 * What the person had before him.
 */
seen: string, };

/**
 * One version of a field.
 */
export type ChoiceVersionView = { 
/**
 * What it is called when it is chosen.
 */
version: string, 
/**
 * What it says; nothing where it was cleared.
 */
words: string | null, 
/**
 * Whether it was written on this device.
 */
here: boolean, 
/**
 * When it was written, by the clock of the device on which it was.
 */
at_words: string, };

/**
 * A record in which versions wait.
 */
export type ChoiceView = { 
/**
 * The record.
 */
id: string, 
/**
 * Where it belongs.
 */
area: ChoiceArea, 
/**
 * What it is called, where that is not itself what is asked about.
 */
title: string | null, 
/**
 * The fields, at least one.
 */
fields: Array<ChoiceFieldView>, 
/**
 * What the person has before him; handed back with the answer.
 */
seen: string, };

/**
 * Everything that waits for the person's choice.
 */
export type ChoicesView = { 
/**
 * The records; empty if all is settled.
 */
choices: Array<ChoiceView>, };

/**
 * A backup file that was chosen.
 */
export type ChosenBackupView = { 
/**
 * The file's name, without its folder.
 */
file: string, 
/**
 * With what it opens.
 */
opens_with: BackupSecret, };

/**
 * Asks to reach someone.
 */
export type ContactRequest = { 
/**
 * Whom.
 */
target: ContactTarget, 
/**
 * How.
 */
channel: Channel, 
/**
 * Whether the prepared "please call me back" goes along (WhatsApp and SMS).
 */
call_back: boolean, };

/**
 * Whom to reach.
 */
export type ContactTarget = { "to": "person", 
/**
 * Who.
 */
id: PersonId, 
/**
 * Which number, from 0.
 */
number: number, } | { "to": "line", 
/**
 * Which.
 */
target: LineTarget, } | { "to": "emergency" } | { "to": "place", 
/**
 * Its index in the view.
 */
index: number, };

/**
 * What came of it. The number is always there to read: no system says for certain that a call was made.
 */
export type ContactView = { 
/**
 * The name of the person or line.
 */
name: string, 
/**
 * The number as people write it, or the place's coordinates.
 */
display: string, 
/**
 * The number as it is to be copied.
 */
copy: string, 
/**
 * The number as a code for a phone's camera; absent where this device dials itself.
 */
qr: QrView | null, 
/**
 * Whether the address was handed to the system without a refusal.
 */
handed_over: boolean, };

/**
 * Says whether a plain clock covers the app.
 */
export type CoverRequest = { 
/**
 * Whether it does.
 */
on: boolean, };

/**
 * Names a day.
 */
export type DayRequest = { 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, };

/**
 * A day of the routine.
 */
export type DayView = { 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * The day in words.
 */
date_words: string, 
/**
 * What it holds, prayers too, in order of time; what has the whole day comes last.
 */
agenda: Array<AgendaView>, 
/**
 * The places reached in the Quran that day, in words.
 */
quran: Array<string>, 
/**
 * Whether its prayers can be noted as made up for: only where the person asked for it, and only on days past.
 */
qada: boolean, };

/**
 * The days of something that comes again.
 *
 * Fields: `repeat`, `starts`, `ends`.
 */
export type Days = { 
/**
 * How it comes again.
 */
repeat: Repeat, 
/**
 * The first day on which it may come.
 */
starts: string, 
/**
 * The last day on which it may come, if it ends.
 */
ends: string | null, };

/**
 * The days of something, as the editor leaves them.
 */
export type DaysRequest = { 
/**
 * How it comes again.
 */
repeat: RepeatRequest, 
/**
 * The first day, as YYYY-MM-DD.
 */
starts: string, 
/**
 * The last day, as YYYY-MM-DD, if it ends.
 */
ends: string | null, };

/**
 * A text to pick.
 */
export type DeckEntryView = { 
/**
 * Its code.
 */
code: string, 
/**
 * What it is about.
 */
theme: DeckTheme | null, 
/**
 * The words.
 */
text: string, };

/**
 * What a situation or a response is about.
 */
export type DeckTheme = "boredom" | "payday" | "old_friends" | "anger" | "loneliness" | "family" | "client_story" | "rejection" | "festival" | "social_media" | "tiredness" | "pain" | "good_news" | "night" | "travel" | "money" | "move_away" | "call_someone" | "body" | "hands" | "place" | "faith" | "calm" | "tell" | "delay";

/**
 * A tip heard at a meeting, to pick as a response in the words in which it was written down.
 */
export type DeckTipView = { 
/**
 * Which.
 */
id: TipId, 
/**
 * The words.
 */
text: string, 
/**
 * At which meeting it was heard.
 */
meeting: string, };

/**
 * The texts to pick from, in the person's language; religious ones only where they are on.
 */
export type DecksView = { 
/**
 * Situations.
 */
situations: Array<DeckEntryView>, 
/**
 * Responses.
 */
responses: Array<DeckEntryView>, 
/**
 * Tips heard at meetings, newest first.
 */
tips: Array<DeckTipView>, 
/**
 * Beginnings of reasons.
 */
reasons: Array<DeckEntryView>, 
/**
 * Warning signs.
 */
signs: Array<DeckEntryView>, 
/**
 * Things to do alone.
 */
alone: Array<DeckEntryView>, 
/**
 * Safer surroundings.
 */
surroundings: Array<DeckEntryView>, };

/**
 * What became of a reminder.
 */
export type DeliveryOutcome = "delivered" | "late" | "missed" | "failed";

/**
 * What became of a reminder.
 */
export type DeliveryView = { 
/**
 * Names it.
 */
id: ReminderId, 
/**
 * What it was about, in the person's own words where there still are any.
 */
title: string, 
/**
 * When it was due, in words.
 */
when_words: string, 
/**
 * What became of it.
 */
outcome: DeliveryOutcome, 
/**
 * The same in words: "on time", "7 minutes late".
 */
outcome_words: string, };

/**
 * Choices that belong to this device alone.
 */
export type DeviceSettings = { 
/**
 * Minutes without a touch after which the app locks; 0 for at once when it leaves the screen, absent for never.
 */
lock_after_minutes: number | null, 
/**
 * Whether the app locks when the device goes to sleep.
 */
lock_on_suspend: boolean, 
/**
 * Whether closing the window leaves the app in the tray.
 */
close_to_tray: boolean, };

/**
 * A side of life that a goal belongs to.
 *
 * Source: SAMHSA, *Working Definition of Recovery* (2012), the four major dimensions.
 */
export type Dimension = "health" | "home" | "purpose" | "community";

/**
 * What was said of one thing on a day.
 */
export type DotView = { 
/**
 * What it is called.
 */
title: string, 
/**
 * What was said, in words: "selesai".
 */
words: string, 
/**
 * What was said.
 */
state: AgendaState, };

/**
 * Whether this person is at work now, by their own hours.
 */
export type Duty = "unsaid" | "working" | "off" | "quiet";

/**
 * How one sees that the device is not at the place of the prayer times.
 */
export type Elsewhere = "malaysia" | "point";

/**
 * Asks to erase something for ever.
 */
export type EraseBurdenRequest = { 
/**
 * What.
 */
target: BurdenTarget, 
/**
 * Whether to erase from the automatic backups too.
 */
purge_backups: boolean, };

/**
 * Asks to erase a check-in for ever.
 */
export type EraseCheckInRequest = { 
/**
 * Which.
 */
id: CheckInId, 
/**
 * Whether to erase from the automatic backups too.
 */
purge_backups: boolean, };

/**
 * Asks to erase an entry for ever, with its tags.
 */
export type EraseEntryRequest = { 
/**
 * Which.
 */
id: JournalEntryId, 
/**
 * Whether to erase from the automatic backups too.
 */
purge_backups: boolean, };

/**
 * Asks to erase something of the plan for ever.
 */
export type EraseInPlanRequest = { 
/**
 * What.
 */
target: PlanTarget, 
/**
 * Whether to erase from the automatic backups too.
 */
purge_backups: boolean, };

/**
 * Asks to erase a line of the person's own for ever.
 */
export type EraseLineRequest = { 
/**
 * Which.
 */
id: LineId, 
/**
 * Whether to erase it from the automatic backups too.
 */
purge_backups: boolean, };

/**
 * Asks to erase a meeting or a tip for ever, a meeting with its replies and tips.
 */
export type EraseMeetingRequest = { 
/**
 * What.
 */
target: MeetingTarget, 
/**
 * Whether to erase from the automatic backups too.
 */
purge_backups: boolean, };

/**
 * Asks to erase something for ever.
 */
export type ErasePathRequest = { 
/**
 * What.
 */
target: PathTarget, 
/**
 * Whether to erase from the automatic backups too.
 */
purge_backups: boolean, };

/**
 * Asks to erase a person for ever.
 */
export type ErasePersonRequest = { 
/**
 * Who.
 */
id: PersonId, 
/**
 * Whether to erase from the automatic backups too.
 */
purge_backups: boolean, };

/**
 * Asks to erase something of the routine for ever, an item with everything said of its days.
 */
export type EraseRoutineRequest = { 
/**
 * What.
 */
target: RoutineTarget, 
/**
 * Whether to erase from the automatic backups too.
 */
purge_backups: boolean, };

/**
 * Asks to erase something for ever.
 */
export type EraseServiceRequest = { 
/**
 * What.
 */
target: ServiceTarget, 
/**
 * Whether to erase from the automatic backups too.
 */
purge_backups: boolean, };

/**
 * Asks to erase something for ever.
 */
export type EraseStoryRequest = { 
/**
 * What.
 */
target: StoriesTarget, 
/**
 * Whether to erase from the automatic backups too.
 */
purge_backups: boolean, };

/**
 * Asks to erase one of them.
 */
export type EraseUnfiledRequest = { 
/**
 * The record.
 */
id: string, 
/**
 * Whether to erase from the automatic backups too.
 */
purge_backups: boolean, };

/**
 * Why a request was not carried out. Nothing was changed, and nothing that was written is lost.
 */
export type ErrorCode = "locked" | "wrong_secret" | "wait_first" | "weak_pin" | "weak_passphrase" | "pin_needs_keychain" | "keychain_failed" | "recovery_word_unknown" | "recovery_word_count" | "recovery_words_wrong" | "recovery_code_other" | "name_empty" | "name_too_long" | "text_empty" | "text_too_long" | "number_empty" | "number_too_short" | "number_too_long" | "number_invalid" | "hours_invalid" | "date_invalid" | "date_ahead" | "day_too_full" | "date_too_early" | "nothing_answered" | "ends_before_start" | "return_first" | "before_beginning" | "never_occurs" | "no_weekday" | "rule_invalid" | "rule_within_day" | "shift_ahead" | "shift_too_long" | "amount_invalid" | "quran_place_invalid" | "map_link_short" | "map_link_invalid" | "not_found" | "newer_record" | "disk_full" | "read_only" | "damaged" | "nothing_opens" | "cancelled" | "file_unreadable" | "file_too_large" | "sound_invalid" | "no_contacts" | "no_meetings" | "too_many_meetings" | "meeting_whole_day" | "meeting_without_start" | "nothing_to_export" | "does_not_know" | "not_a_backup" | "backup_damaged" | "backup_newer" | "zone_unknown" | "no_answer" | "answer_refused" | "answer_cut_off" | "nothing_to_print" | "invite_invalid" | "invite_used" | "invite_expired" | "not_a_server" | "server_refused" | "other_server" | "address_not_allowed" | "device_limit" | "code_wrong" | "pairing_over" | "keys_differ" | "no_qr" | "certificate_invalid" | "not_joined" | "already_joined" | "bad_request" | "failed";

/**
 * A piece of an excerpt.
 */
export type ExcerptView = { 
/**
 * The words.
 */
text: string, 
/**
 * Whether they are what was looked for.
 */
found: boolean, };

/**
 * One thing that was logged in the last seven days; what was nothing is left out.
 */
export type FactView = { 
/**
 * What it is, in words: "41 jam kerja".
 */
words: string, 
/**
 * What is usual, once that is known: "biasanya lebih kurang 38 jam".
 */
usual: string | null, };

/**
 * A time at which prayers without a cause are not prayed.
 */
export type ForbiddenView = { 
/**
 * Which, in words: "Matahari baru terbit".
 */
name: string, 
/**
 * From when to when, in words.
 */
words: string, };

/**
 * A contact read from a file, not yet kept.
 */
export type FoundContactView = { 
/**
 * The name.
 */
name: string, 
/**
 * The numbers as people write them.
 */
numbers: Array<string>, 
/**
 * The name of someone on the list who has one of these numbers already.
 */
duplicate_of: string | null, };

/**
 * The contacts found in a file.
 */
export type FoundContactsView = { 
/**
 * The contacts, in the order of the file; named by their index from 0.
 */
contacts: Array<FoundContactView>, 
/**
 * How many cards of the file had no usable number.
 */
without_number: number, 
/**
 * Whether the file ends in the middle of a card.
 */
cut_off: boolean, };

/**
 * A meeting read from a file, not yet kept.
 */
export type FoundMeetingView = { 
/**
 * What it is called.
 */
title: string, 
/**
 * When it is, in words; absent where the file does not say it in a way that can be kept.
 */
when_words: string | null, 
/**
 * Where it is.
 */
place: string | null, 
/**
 * The one on the list that it is, if it is there already.
 */
known: KnownMeetingView | null, 
/**
 * Whether no date of it is left.
 */
over: boolean, 
/**
 * Why it cannot be kept; it can then not be chosen.
 */
problem: ErrorCode | null, 
/**
 * What will be other than in the file, a sentence each.
 */
notes: Array<string>, };

/**
 * The meetings found in a file.
 */
export type FoundMeetingsView = { 
/**
 * The meetings, in the order of the file; named by their index from 0.
 */
meetings: Array<FoundMeetingView>, 
/**
 * How many entries are no meetings of their own: changes of one date, and this app's own routine.
 */
left_out: number, 
/**
 * Whether the file ends in the middle of an entry.
 */
cut_off: boolean, };

/**
 * The identifier of a goal.
 */
export type GoalId = string;

/**
 * A goal as the editor leaves it.
 */
export type GoalRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: GoalId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * Which part of life.
 */
dimension: Dimension, 
/**
 * What it is.
 */
text: string, 
/**
 * The next step.
 */
next_step: string | null, 
/**
 * Whether it is reached.
 */
done: boolean, };

/**
 * A goal.
 */
export type GoalView = { 
/**
 * Which.
 */
id: GoalId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * Which part of life.
 */
dimension: Dimension, 
/**
 * What it is.
 */
text: string, 
/**
 * The next step.
 */
next_step: string | null, 
/**
 * The day it was reached, in words.
 */
done_words: string | null, };

/**
 * Someone not greeted for a while.
 */
export type GreetView = { 
/**
 * Who.
 */
id: PersonId, 
/**
 * The name.
 */
name: string, 
/**
 * Days since the last contact; absent if there was none yet.
 */
days_since: number | null, 
/**
 * How often to be in touch, in days.
 */
rhythm_days: number, };

/**
 * What kind of thing happened.
 */
export type Happening = "beginning" | "lapse" | "milestone";

/**
 * Something of the person's own that Help shows.
 */
export type HelpItemView = { "kind": "card", 
/**
 * Follows "if".
 */
situation: string, 
/**
 * Follows "then".
 */
response: string, } | { "kind": "reason", 
/**
 * What it says.
 */
text: string, } | { "kind": "place", 
/**
 * Its position among the items of the view: names it when its map is asked for.
 */
index: number, 
/**
 * What it is called.
 */
name: string, 
/**
 * Whether it can be shown on a map.
 */
mapped: boolean, };

/**
 * A help line.
 */
export type HelpLineView = { 
/**
 * Which.
 */
target: LineTarget, 
/**
 * The name.
 */
name: string, 
/**
 * The number to call.
 */
reach: ReachView, 
/**
 * The hours in words.
 */
hours_words: string, 
/**
 * What a call costs, in words.
 */
cost_words: string | null, 
/**
 * When the number was last checked, in words.
 */
checked_words: string | null, 
/**
 * Whether it answers now.
 */
open: boolean, };

/**
 * Asks for the ladder.
 */
export type HelpRequest = { 
/**
 * The people who could not be reached this time, in the order in which they were tried.
 */
skipped: Array<PersonId>, };

/**
 * The Help screen.
 */
export type HelpView = { 
/**
 * The people, best first.
 */
rungs: Array<RungView>, 
/**
 * The names of people on the ladder who have no number.
 */
numberless: Array<string>, 
/**
 * The lines in the order in which to call them: those that answer now, 999, and those that do not answer now.
 */
lines: Array<HelpLineView>, 
/**
 * What is shown below: only what was ticked for the lock screen while the app is locked.
 */
items: Array<HelpItemView>, 
/**
 * Whether religious content is on.
 */
religion: boolean, 
/**
 * Whether the person's own list could not be read, so that only the built-in lines are here.
 */
builtin_only: boolean, 
/**
 * The person last called, not yet asked about.
 */
asked: AskedView | null, };

/**
 * Asks to hide or show a line.
 */
export type HideLineRequest = { 
/**
 * Which.
 */
target: LineTarget, 
/**
 * Whether it is to be hidden.
 */
hidden: boolean, };

/**
 * A Hijri month, and when it begins.
 */
export type HijriMonthView = { 
/**
 * Which: "1447-09".
 */
month: string, 
/**
 * What it is called: "Ramadan 1447H".
 */
words: string, 
/**
 * The first day that counts now, as YYYY-MM-DD.
 */
start: string, 
/**
 * The days on which it can be said to begin, in order.
 */
starts: Array<HijriStartView>, };

/**
 * How many days the Hijri date is moved, −2 to 2.
 */
export type HijriShift = number;

/**
 * A day on which a Hijri month can begin.
 */
export type HijriStartView = { 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * The day in words.
 */
words: string, 
/**
 * Whether it begins then while nobody says otherwise.
 */
computed: boolean, };

/**
 * A day of the Hijri calendar.
 */
export type HijriView = { 
/**
 * The date in words: "15 Ramadan 1447H".
 */
words: string, 
/**
 * Whether the month may yet begin on another day, because the moon decides.
 */
may_shift: boolean, };

/**
 * A day of the history.
 */
export type HistoryDayView = { 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * The day of the month, 1 to 31.
 */
day: number, 
/**
 * The day in words.
 */
date_words: string, 
/**
 * Whether it is today.
 */
today: boolean, 
/**
 * What was said of it. Of what nothing was said there is no trace.
 */
dots: Array<DotView>, };

/**
 * Names a month.
 */
export type HistoryRequest = { 
/**
 * The month, as YYYY-MM; absent for this one.
 */
month: string | null, };

/**
 * A month of what the person said: dots, and nothing that is counted.
 */
export type HistoryView = { 
/**
 * The month, as YYYY-MM.
 */
month: string, 
/**
 * The month in words: "Mac 2026".
 */
month_words: string, 
/**
 * The month before, as YYYY-MM.
 */
previous: string | null, 
/**
 * The month after, as YYYY-MM; absent in this month.
 */
next: string | null, 
/**
 * The days of the week from Monday on, in words.
 */
weekdays: Array<string>, 
/**
 * The weeks, from Monday on; days of other months are absent.
 */
weeks: Array<Array<HistoryDayView | null>>, };

/**
 * Something that was found.
 */
export type HitView = { 
/**
 * What it opens.
 */
target: SearchTarget, 
/**
 * What it is called.
 */
title: string, 
/**
 * What else it says of itself.
 */
sub: string | null, 
/**
 * The words around what was found; empty where the title says them.
 */
excerpt: Array<ExcerptView>, };

/**
 * Asks to keep contacts that were found.
 */
export type ImportContactsRequest = { 
/**
 * Their indices in the last [`FoundContactsView`].
 */
chosen: Array<number>, };

/**
 * Asks to keep meetings that were found.
 */
export type ImportMeetingsRequest = { 
/**
 * Their indices in the last [`FoundMeetingsView`]; absent for all that can be kept and are not there yet.
 */
chosen: Array<number> | null, };

/**
 * A refusal as the interface receives it.
 */
export type IpcError = { 
/**
 * The reason.
 */
code: ErrorCode, 
/**
 * Which of several values is meant, from 0.
 */
at: number | null, };

/**
 * How many minutes after the azan the jemaah begins, 0 to 120.
 */
export type JemaahMinutes = number;

/**
 * The identifier of an entry of the journal.
 */
export type JournalEntryId = string;

/**
 * An entry.
 */
export type JournalEntryView = { 
/**
 * Which.
 */
id: JournalEntryId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * What is written.
 */
text: string, 
/**
 * Whether it was not said to be done yet.
 */
draft: boolean, 
/**
 * The question that it began from.
 */
prompt: string | null, 
/**
 * When it was begun, in words.
 */
at_words: string, 
/**
 * Its tags.
 */
tags: Array<string>, };

/**
 * Asks for the journal as a file.
 */
export type JournalExportRequest = { 
/**
 * As what.
 */
format: JournalFormat, };

/**
 * How the journal is written into a file.
 */
export type JournalFormat = "text" | "csv";

/**
 * Asks for a page of the journal.
 */
export type JournalRequest = { 
/**
 * Only entries with this tag.
 */
tag: string | null, 
/**
 * How many entries to show, the newest ones; 0 for the usual number.
 */
count: number, };

/**
 * An entry in a list.
 */
export type JournalRowView = { 
/**
 * Which.
 */
id: JournalEntryId, 
/**
 * How it begins: its first sentence, cut where it is long.
 */
title: string, 
/**
 * How it goes on, cut where it is long; empty where that is all.
 */
more: string, 
/**
 * When it was begun, in words.
 */
at_words: string, 
/**
 * Its tags.
 */
tags: Array<string>, };

/**
 * An entry as the editor has it: sent again and again while somebody writes.
 */
export type JournalSaveRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: JournalEntryId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * What is written.
 */
text: string, 
/**
 * Whether it is not said to be done yet.
 */
draft: boolean, 
/**
 * The question that it began from.
 */
prompt: string | null, 
/**
 * Its tags, as typed.
 */
tags: Array<string>, 
/**
 * The tags that the editor began with, or kept last: of these, one that is missing above is taken off.
 */
shown_tags: Array<string>, };

/**
 * Names an entry.
 */
export type JournalTarget = { 
/**
 * Which.
 */
id: JournalEntryId, };

/**
 * A page of the journal.
 */
export type JournalView = { 
/**
 * What was begun and not said to be done, newest first.
 */
drafts: Array<JournalRowView>, 
/**
 * The entries that were asked for, newest first.
 */
entries: Array<JournalRowView>, 
/**
 * Whether there are older ones.
 */
has_more: boolean, 
/**
 * The tags in use lately, the most used first.
 */
tags: Array<string>, 
/**
 * Questions to begin from.
 */
prompts: Array<PromptView>, 
/**
 * What lies in the trash, newest first.
 */
trash: Array<TrashedEntryView>, };

/**
 * The official table that this device keeps for the chosen zone.
 */
export type KeptTableView = { 
/**
 * From when to when, in words.
 */
span_words: string, 
/**
 * For how many days.
 */
days: number, 
/**
 * Whether it ends before today or within the next 30 days.
 */
ends_soon: boolean, };

/**
 * A meeting that is on the list already.
 */
export type KnownMeetingView = { 
/**
 * What it is called.
 */
title: string, 
/**
 * When it is, in words.
 */
when_words: string, 
/**
 * Whether choosing the one of the file changes it.
 */
changes: boolean, };

/**
 * Whether someone knows about the recovery.
 */
export type Knows = "yes" | "no" | "unsure";

/**
 * A language that the whole app speaks.
 */
export type Language = "ms" | "en";

/**
 * How many minutes ahead of something a reminder comes, 0 to 1440.
 */
export type Lead = number;

/**
 * A step of an answer in a check-in, 1 (little) to 5 (much).
 */
export type Level = number;

/**
 * The identifier of a help line, built in or added.
 */
export type LineId = string;

/**
 * A line of the person's own, as the editor leaves it.
 */
export type LineRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: LineId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * The name.
 */
name: string, 
/**
 * The number as typed.
 */
number: string, 
/**
 * The WhatsApp number as typed.
 */
whatsapp: string | null, 
/**
 * When it answers; empty for always.
 */
hours: Array<SpanView>, 
/**
 * What a call costs.
 */
cost_words: string | null, };

/**
 * Names a help line: by its stored record, or a built-in one by its code.
 */
export type LineTarget = { "line": "builtin", 
/**
 * Its code, such as `befrienders_kl`.
 */
code: string, } | { "line": "own", 
/**
 * Its identifier.
 */
id: LineId, };

/**
 * A help line as the person may change it.
 */
export type LineView = { 
/**
 * Which.
 */
target: LineTarget, 
/**
 * What the editor must hand back; absent for a built-in line that was never touched.
 */
seen: string | null, 
/**
 * The name.
 */
name: string, 
/**
 * The number as people write it.
 */
display: string, 
/**
 * The WhatsApp number as people write it.
 */
whatsapp: string | null, 
/**
 * When it answers; empty for always.
 */
hours: Array<SpanView>, 
/**
 * The hours in words.
 */
hours_words: string, 
/**
 * What a call costs.
 */
cost_words: string | null, 
/**
 * When it was last checked, in words.
 */
checked_words: string | null, 
/**
 * Whether it is hidden.
 */
hidden: boolean, 
/**
 * Whether it may be hidden.
 */
can_hide: boolean, };

/**
 * Every line, in the person's order.
 */
export type LinesView = { 
/**
 * The lines, hidden ones too.
 */
lines: Array<LineView>, };

/**
 * Who is to hear a version.
 */
export type ListenerRequest = { 
/**
 * Somebody on the list.
 */
person: PersonId | null, 
/**
 * Others, in the person's own words.
 */
words: string | null, };

/**
 * Somebody on the list who knows about the recovery. Nobody else is ever named here.
 */
export type ListenerView = { 
/**
 * Who.
 */
id: PersonId, 
/**
 * What they are called.
 */
name: string, };

/**
 * What the person types to unlock.
 */
export type LockKind = "pin" | "passphrase";

/**
 * What was typed so far.
 */
export type LookForNumbersRequest = { 
/**
 * The text of a field.
 */
text: string, };

/**
 * Something that happened on a day.
 */
export type Mark = { 
/**
 * The day.
 */
date: string, 
/**
 * What kind of thing.
 */
kind: MarkKind, 
/**
 * What it is, in the person's own eyes.
 */
words: string, };

/**
 * What kind of thing happened.
 */
export type MarkKind = "festival" | "lapse" | "heavy_week";

/**
 * What the person says of something on a day.
 */
export type MarkRequest = { 
/**
 * What it is about.
 */
target: MarkTarget, 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * What is said.
 */
state: MarkState, };

/**
 * What a mark says. Nothing ever says "missed".
 */
export type MarkState = "begun" | "later" | "not_today" | "done" | "qada";

/**
 * What a mark is about.
 */
export type MarkTarget = { "kind": "prayer", 
/**
 * Which one.
 */
prayer: Prayer, } | { "kind": "item", 
/**
 * Which one.
 */
id: RoutineItemId, };

/**
 * The identifier of a meeting.
 */
export type MeetingId = string;

/**
 * A meeting as the editor leaves it.
 */
export type MeetingRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: MeetingId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * What it is called.
 */
title: string, 
/**
 * Where it is, in words.
 */
place: string | null, 
/**
 * A map link or coordinates, as pasted; empty for none.
 */
map: string | null, 
/**
 * Who leads it, on the list of people.
 */
leader: PersonId | null, 
/**
 * Who leads it, in the person's own words.
 */
leader_words: string | null, 
/**
 * Its days.
 */
days: DaysRequest, 
/**
 * When it begins, in minutes after midnight.
 */
minute: MinuteOfDay, 
/**
 * How long it lasts, 1 to 1440 minutes.
 */
length_minutes: number | null, 
/**
 * Whether there is a reminder a day before.
 */
remind_day_before: boolean, 
/**
 * Whether there is a reminder an hour before.
 */
remind_hour_before: boolean, 
/**
 * How the reminders sound.
 */
sound: Sound, };

/**
 * Names a meeting or a tip.
 */
export type MeetingTarget = { "kind": "meeting", 
/**
 * Which.
 */
id: MeetingId, } | { "kind": "tip", 
/**
 * Which.
 */
id: TipId, };

/**
 * A meeting.
 */
export type MeetingView = { 
/**
 * Which.
 */
id: MeetingId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * Where it is, in words.
 */
place: string | null, 
/**
 * Where it is on the map: "latitude, longitude" in degrees.
 */
point: string | null, 
/**
 * Who leads it, on the list of people.
 */
leader: PersonId | null, 
/**
 * Who leads it, as the person wrote it.
 */
leader_words: string | null, 
/**
 * Who leads it, to be shown: the name on the list, or the person's own words.
 */
leader_name: string | null, 
/**
 * Its days.
 */
days: Days, 
/**
 * Its days in words: "setiap Sabtu".
 */
days_words: string, 
/**
 * When it begins, in minutes after midnight.
 */
minute: MinuteOfDay, 
/**
 * From when to when, in words: "10 pagi – 12 tengah hari".
 */
time_words: string, 
/**
 * How long it lasts.
 */
length_minutes: number | null, 
/**
 * How long it lasts, in words: "1 jam 30 minit".
 */
length_words: string | null, 
/**
 * Whether there is a reminder a day before.
 */
remind_day_before: boolean, 
/**
 * Whether there is a reminder an hour before.
 */
remind_hour_before: boolean, 
/**
 * How the reminders sound.
 */
sound: Sound, 
/**
 * The next dates, at most four; empty for one that is over.
 */
next: Array<OccurrenceView>, 
/**
 * The tips heard there, newest first.
 */
tips: Array<TipView>, };

/**
 * The meetings.
 */
export type MeetingsView = { 
/**
 * The meetings: that which comes next first, those that are over last.
 */
meetings: Array<MeetingView>, 
/**
 * What lies in the trash, newest first.
 */
trash: Array<TrashedMeetingView>, 
/**
 * Today, as YYYY-MM-DD.
 */
today: string, };

/**
 * A minute of a day: 0 is 00:00, 1439 is 23:59.
 */
export type MinuteOfDay = number;

/**
 * A reminder that came while the app was closed or could not be shown.
 */
export type MissedView = { 
/**
 * Names it.
 */
id: ReminderId, 
/**
 * What it was about.
 */
title: string, 
/**
 * When it was due, in words.
 */
when_words: string, 
/**
 * Why it was not shown, in words: "came while the app was closed".
 */
outcome_words: string, };

/**
 * When a check-in was, as its editor leaves it.
 */
export type MomentRequest = { 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * The time, in minutes after midnight.
 */
minute: MinuteOfDay, };

/**
 * A day of a month, 1 to 31.
 */
export type MonthDay = number;

/**
 * The hours of a month.
 */
export type MonthHoursView = { 
/**
 * The month in words: "Mac 2026".
 */
month_words: string, 
/**
 * The time in words: "12 jam 30 minit".
 */
length_words: string, };

/**
 * Asks to give a line of the boundary plan another place.
 */
export type MoveBoundaryRequest = { 
/**
 * Which.
 */
id: BoundaryLineId, 
/**
 * After which one; absent to be the first.
 */
after: BoundaryLineId | null, };

/**
 * Asks for another place in the order; both must be of the same kind and part.
 */
export type MoveInPlanRequest = { 
/**
 * What moves.
 */
target: PlanTarget, 
/**
 * After which; absent for the first place.
 */
after: PlanTarget | null, };

/**
 * Asks for another place of a line.
 */
export type MoveLineRequest = { 
/**
 * Which.
 */
target: LineTarget, 
/**
 * After which; absent for the first place.
 */
after: LineTarget | null, };

/**
 * Asks for another place on the ladder.
 */
export type MoveOnLadderRequest = { 
/**
 * Who moves.
 */
id: PersonId, 
/**
 * After whom; absent for the first place.
 */
after: PersonId | null, };

/**
 * Asks for another place in the person's order.
 */
export type MoveRoutineRequest = { 
/**
 * What moves.
 */
id: RoutineItemId, 
/**
 * After which; absent for the first place.
 */
after: RoutineItemId | null, };

/**
 * Gives a part another place in its story.
 */
export type MoveStoryPartRequest = { 
/**
 * Which.
 */
id: StoryPartId, 
/**
 * The part before it; absent for the first place.
 */
after: StoryPartId | null, };

/**
 * For how long to be quiet.
 */
export type Mute = "until_next" | "off";

/**
 * Asks for quiet. Reminders are still shown.
 */
export type MuteRequest = { 
/**
 * For how long.
 */
mute: Mute, };

/**
 * The identifier of one of a person's numbers.
 */
export type NumberId = string;

/**
 * Where a number rings.
 */
export type NumberLabel = "mobile" | "home" | "work" | "other";

/**
 * A number as it was typed.
 */
export type NumberRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: NumberId | null, 
/**
 * What its view said.
 */
seen: string | null, 
/**
 * As typed.
 */
text: string, 
/**
 * What kind.
 */
label: NumberLabel, 
/**
 * Whether WhatsApp is used on it.
 */
whatsapp: boolean, };

/**
 * A person's number.
 */
export type NumberView = { 
/**
 * Its identifier.
 */
id: NumberId, 
/**
 * What its editor must hand back.
 */
seen: string, 
/**
 * As people write it.
 */
display: string, 
/**
 * What kind.
 */
label: NumberLabel, 
/**
 * Whether WhatsApp is used on it.
 */
whatsapp: boolean, 
/**
 * Whether an SMS can be sent to it.
 */
sms: boolean, };

/**
 * Whether something that was typed looks as if it named somebody.
 */
export type NumbersSeenView = { 
/**
 * A telephone number.
 */
phone: boolean, 
/**
 * The number of an identity card.
 */
identity_card: boolean, };

/**
 * One date of a meeting.
 */
export type OccurrenceView = { 
/**
 * The date, as YYYY-MM-DD: handed back with the reply.
 */
date: string, 
/**
 * When, in words: "Sabtu 21 Nov, 10 pagi"; "hari ini, 10 pagi".
 */
words: string, 
/**
 * Whether it has begun and is not over.
 */
now: boolean, 
/**
 * Whether the person comes, if that was said.
 */
coming: boolean | null, };

/**
 * Asks for older entries of the log.
 */
export type OlderServiceRequest = { 
/**
 * How many of the newest are there already.
 */
skip: number, };

/**
 * A page of the log.
 */
export type OlderServiceView = { 
/**
 * The entries, newest first.
 */
entries: Array<ServiceEntryView>, 
/**
 * Whether there are older ones.
 */
has_more: boolean, };

/**
 * How a card fared in a rehearsal.
 */
export type Outcome = "still_works" | "changed";

/**
 * The paper to print on.
 */
export type Paper = "a6_cards" | "a4_page";

/**
 * The identifier of something that happened on a path.
 */
export type PathEventId = string;

/**
 * An event as its editor leaves it. A refusal's `at` is 0 for a milestone's words, 1 for what came before, 2 for what
 * helped.
 */
export type PathEventRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: PathEventId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * On which path a new one is; the first one if it does not matter, which is made if there is none.
 */
goal: PathGoalId | null, 
/**
 * What kind of thing a new one is. An edited one stays what it is.
 */
what: Happening, 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * The day of the return, as YYYY-MM-DD; of a lapse.
 */
until: string | null, 
/**
 * What a milestone is.
 */
words: string | null, 
/**
 * What came before; of a lapse.
 */
before: string | null, 
/**
 * What helped; of a lapse.
 */
helped: string | null, };

/**
 * Names an event.
 */
export type PathEventTarget = { 
/**
 * Which.
 */
id: PathEventId, };

/**
 * An event with everything that was written about it.
 */
export type PathEventView = { 
/**
 * Which.
 */
id: PathEventId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * On which path.
 */
goal: PathGoalId, 
/**
 * What kind of thing.
 */
what: Happening, 
/**
 * Today, as YYYY-MM-DD.
 */
today: string, 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * The day in words.
 */
date_words: string, 
/**
 * The day of the return, as YYYY-MM-DD.
 */
until: string | null, 
/**
 * What a milestone is.
 */
words: string | null, 
/**
 * What came before a lapse.
 */
before: string | null, 
/**
 * What helped.
 */
helped: string | null, 
/**
 * Whether it is a lapse of these days, after which somebody to talk to comes first.
 */
recent: boolean, 
/**
 * Whether it is a lapse without a return.
 */
open: boolean, 
/**
 * Whether the plan has what was learned as a card.
 */
card: boolean, 
/**
 * Whether the plan has what came before as a warning sign.
 */
sign: boolean, 
/**
 * What its days were before they were corrected, in sentences, newest first.
 */
corrections: Array<string>, };

/**
 * The identifier of a path.
 */
export type PathGoalId = string;

/**
 * A path as its editor leaves it.
 */
export type PathGoalRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: PathGoalId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * What it is called, if it has a name.
 */
name: string | null, 
/**
 * The day on which a new one began, as YYYY-MM-DD.
 */
began: string | null, };

/**
 * A path.
 */
export type PathGoalView = { 
/**
 * Which.
 */
id: PathGoalId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * What it is called without its name: "Perjalanan 2".
 */
label: string, 
/**
 * Whether it has a name.
 */
named: boolean, 
/**
 * The name, where it was asked for.
 */
name: string | null, 
/**
 * What was built.
 */
summary: Summary, 
/**
 * The timeline, newest first.
 */
rows: Array<PathRowView>, };

/**
 * Asks for the paths. Their names come only where the person wants to see them.
 */
export type PathRequest = { 
/**
 * Whether the names are wanted.
 */
names: boolean, };

/**
 * Notes a return.
 */
export type PathReturnRequest = { 
/**
 * To which path.
 */
goal: PathGoalId, };

/**
 * What a line of the timeline tells of.
 */
export type PathRowKind = "beginning" | "lapse" | "return" | "milestone";

/**
 * A line of the timeline: its words, but nothing of what was written about a lapse.
 */
export type PathRowView = { 
/**
 * Which event it belongs to.
 */
event: PathEventId, 
/**
 * What it tells of.
 */
kind: PathRowKind, 
/**
 * What it says.
 */
text: string, 
/**
 * The day in words.
 */
date_words: string, };

/**
 * Names something of a path.
 */
export type PathTarget = { "kind": "goal", 
/**
 * Which.
 */
id: PathGoalId, } | { "kind": "event", 
/**
 * Which.
 */
id: PathEventId, };

/**
 * All paths.
 */
export type PathView = { 
/**
 * Today, as YYYY-MM-DD.
 */
today: string, 
/**
 * The paths, in the order in which they were begun here.
 */
goals: Array<PathGoalView>, 
/**
 * What lies in the trash, newest first.
 */
trash: Array<TrashedPathView>, 
/**
 * Whether the person was told that what is written can be read on an unlocked phone.
 */
told: boolean, };

/**
 * Asks to let things rest, or to take them up again.
 */
export type PauseRequest = { "kind": "items", 
/**
 * Which.
 */
ids: Array<RoutineItemId>, 
/**
 * Whether they rest from now on.
 */
paused: boolean, } | { "kind": "uzur", 
/**
 * The first day, as YYYY-MM-DD; absent for today.
 */
from: string | null, 
/**
 * The last day, as YYYY-MM-DD, if it is known.
 */
until: string | null, } | { "kind": "uzur_ended" };

/**
 * The People screen.
 */
export type PeopleView = { 
/**
 * Those on the ladder, in the person's order, then the others by name.
 */
people: Array<PersonView>, 
/**
 * Those in the trash.
 */
trash: Array<TrashedView>, };

/**
 * Something for each of the five prayers.
 */
export type PerPrayer<T> = { 
/**
 * For Subuh.
 */
fajr: T, 
/**
 * For Zohor.
 */
dhuhr: T, 
/**
 * For Asar.
 */
asr: T, 
/**
 * For Maghrib.
 */
maghrib: T, 
/**
 * For Isyak.
 */
isha: T, };

/**
 * The identifier of a person on the list.
 */
export type PersonId = string;

/**
 * A person as the editor leaves it.
 */
export type PersonRequest = { 
/**
 * Who is edited; absent for a new person.
 */
id: PersonId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * The name.
 */
name: string, 
/**
 * What this person is.
 */
role: Role, 
/**
 * In the person's own words.
 */
role_words: string | null, 
/**
 * Woman or man, if said.
 */
sex: Sex | null, 
/**
 * Whether this person knows about the recovery.
 */
knows: Knows, 
/**
 * When this person answers; empty for any time.
 */
hours: Array<SpanView>, 
/**
 * How often to be in touch, in days.
 */
rhythm_days: number | null, 
/**
 * The day of the last contact, as YYYY-MM-DD.
 */
last_contact: string | null, 
/**
 * A note.
 */
note: string | null, 
/**
 * Whether this person is on the ladder.
 */
on_ladder: boolean, 
/**
 * All numbers, in order.
 */
numbers: Array<NumberRequest>, 
/**
 * The numbers that the editor began with: of these, one that is missing above goes into the trash.
 */
shown_numbers: Array<NumberId>, };

/**
 * Names a person.
 */
export type PersonTarget = { 
/**
 * Who.
 */
id: PersonId, };

/**
 * A person.
 */
export type PersonView = { 
/**
 * Who.
 */
id: PersonId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * The name.
 */
name: string, 
/**
 * What this person is.
 */
role: Role, 
/**
 * In the person's own words.
 */
role_words: string | null, 
/**
 * Woman or man, if said.
 */
sex: Sex | null, 
/**
 * Whether this person knows about the recovery.
 */
knows: Knows, 
/**
 * When this person answers; empty for any time.
 */
hours: Array<SpanView>, 
/**
 * The hours in words, if any were given.
 */
hours_words: string | null, 
/**
 * How often to be in touch, in days.
 */
rhythm_days: number | null, 
/**
 * The day of the last contact, as YYYY-MM-DD.
 */
last_contact: string | null, 
/**
 * Days since the last contact.
 */
days_since: number | null, 
/**
 * Whether it is longer ago than the rhythm says.
 */
overdue: boolean, 
/**
 * A note.
 */
note: string | null, 
/**
 * Whether this person is on the ladder.
 */
on_ladder: boolean, 
/**
 * How this person stands now.
 */
standing: Standing, 
/**
 * Until when, or from when if outside: in words.
 */
standing_words: string | null, 
/**
 * The numbers, the first to call first.
 */
numbers: Array<NumberView>, };

/**
 * The identifier of a safe place.
 */
export type PlaceId = string;

/**
 * A place as the editor leaves it.
 */
export type PlaceRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: PlaceId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * What it is called.
 */
name: string, 
/**
 * What to know about it.
 */
note: string | null, 
/**
 * A map link or coordinates, as pasted; empty for none.
 */
map: string | null, 
/**
 * Whether Help shows it while locked.
 */
on_lock_screen: boolean, };

/**
 * Names a safe place.
 */
export type PlaceTarget = { 
/**
 * Which.
 */
id: PlaceId, };

/**
 * A safe place.
 */
export type PlaceView = { 
/**
 * Which.
 */
id: PlaceId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * What to know about it.
 */
note: string | null, 
/**
 * Where it is: "latitude, longitude" in degrees.
 */
point: string | null, 
/**
 * Whether Help shows it while locked.
 */
on_lock_screen: boolean, };

/**
 * The identifier of a line of the plan: a reason, a warning sign, something to do.
 */
export type PlanItemId = string;

/**
 * A line as the editor leaves it.
 */
export type PlanItemRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: PlanItemId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * The part it belongs to.
 */
part: PlanPart, 
/**
 * What it says.
 */
text: string, 
/**
 * The person on the list whom it speaks of.
 */
person: PersonId | null, 
/**
 * Whether Help shows it while locked.
 */
on_lock_screen: boolean, };

/**
 * A line of the plan.
 */
export type PlanItemView = { 
/**
 * Which.
 */
id: PlanItemId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * The part it belongs to.
 */
part: PlanPart, 
/**
 * What it says.
 */
text: string, 
/**
 * The person on the list whom it speaks of.
 */
person: PersonId | null, 
/**
 * That person's name.
 */
person_name: string | null, 
/**
 * Whether Help shows it while locked.
 */
on_lock_screen: boolean, };

/**
 * The part of the plan that a line belongs to.
 */
export type PlanPart = "reason" | "warning_sign" | "alone" | "lifting_place" | "lifting_person" | "ask" | "professional" | "surroundings";

/**
 * Names a part of the plan.
 */
export type PlanTarget = { "kind": "item", 
/**
 * Which.
 */
id: PlanItemId, } | { "kind": "card", 
/**
 * Which.
 */
id: CardId, } | { "kind": "place", 
/**
 * Which.
 */
id: PlaceId, } | { "kind": "goal", 
/**
 * Which.
 */
id: GoalId, };

/**
 * The identifier of a kept version of the plan.
 */
export type PlanVersionId = string;

/**
 * The Plan screen.
 */
export type PlanView = { 
/**
 * Every line, by part and then in the person's order.
 */
items: Array<PlanItemView>, 
/**
 * The cards, in the person's order.
 */
cards: Array<CardView>, 
/**
 * The safe places, in the person's order.
 */
places: Array<PlaceView>, 
/**
 * The goals, by part of life and then in the person's order.
 */
goals: Array<GoalView>, 
/**
 * The cards to rehearse now, in this order; empty when none is due.
 */
rehearsal: Array<CardId>, 
/**
 * How long ago it was last rehearsed, in words.
 */
rehearsed_words: string | null, 
/**
 * How many versions are kept.
 */
versions: number, 
/**
 * Whether the plan is so long that no version of it as it stands can be kept.
 */
too_long: boolean, 
/**
 * What was removed last and can be put back.
 */
removed: Array<RemovedView>, };

/**
 * One of the five daily prayers, in the order of the day.
 */
export type Prayer = "fajr" | "dhuhr" | "asr" | "maghrib" | "isha";

/**
 * What the person chose for one prayer.
 */
export type PrayerChoice = { 
/**
 * Whether it stands on the list of the day.
 */
on: boolean, 
/**
 * How the person wants to be reminded, if at all; without effect while it is not on.
 */
remind: ReminderWish | null, 
/**
 * How many minutes after the azan the jemaah begins.
 */
jemaah: JemaahMinutes | null, };

/**
 * One of the five prayers today.
 */
export type PrayerMarkView = { 
/**
 * Which.
 */
prayer: Prayer, 
/**
 * The day that it belongs to: from midnight to Subuh, Isyak is still that of the evening before.
 */
date: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * When, in words.
 */
at_words: string, 
/**
 * When the jemaah begins, in words, where the person set it.
 */
jemaah_words: string | null, 
/**
 * Whether the person switched it on, and it falls due today. Others have no mark.
 */
on: boolean, 
/**
 * What was said of it.
 */
state: AgendaState, 
/**
 * Whether it is the next one.
 */
is_next: boolean, };

/**
 * A prayer and its name.
 */
export type PrayerNameView = { 
/**
 * Which.
 */
prayer: Prayer, 
/**
 * What it is called.
 */
name: string, };

/**
 * The place whose prayer times are kept.
 *
 * In a record one text: `zone WLY01` or `point 3.1390000,101.6869000`.
 */
export type PrayerPlace = { "kind": "zone", 
/**
 * The code: `WLY01`.
 */
code: string, } | { "kind": "point", 
/**
 * The point.
 */
point: string, };

/**
 * What the person chose about prayer: one record, the one with the smallest identifier.
 *
 * Fields: `place`, `mosque`, `method`, `asr`, `high_latitude`, `hijri_shift`, `uzur`, `qada`, `imsak_reminder`,
 * `imsak_before`, `imsak_sound`, for each prayer `fajr_on`, `fajr_before`, `fajr_sound`, `fajr_jemaah`, and for each
 * Hijri month whose beginning was ever said `hijri_1447-09`.
 */
export type PrayerSettings = { 
/**
 * The place, once it was chosen.
 */
place: PrayerPlace | null, 
/**
 * The mosque that the person follows in a zone: a label, which chooses nothing.
 */
mosque: string | null, 
/**
 * The method for a point, by the name that the prayer engine gives it.
 */
method: string | null, 
/**
 * The shadow at Asar for a point.
 */
asr: AsrShadow, 
/**
 * The rule for far northern and southern points, by the name that the prayer engine gives it.
 */
high_latitude: string | null, 
/**
 * What was chosen for each prayer.
 */
prayers: PerPrayer<PrayerChoice>, 
/**
 * How many days the Hijri date is moved.
 */
hijri_shift: HijriShift, 
/**
 * The day on which a Hijri month begins, where the person said it; `None` where he took that back.
 */
hijri_starts: Record<string, string | null>, 
/**
 * Days on which no prayer falls due, as they were kept before each had a [`Pause`] of its own.
 */
uzur: Uzur | null, 
/**
 * Whether the person asked for a way to note prayers made up for.
 */
qada: boolean, 
/**
 * How the person wants to be reminded of imsak in Ramadan, if at all.
 */
imsak: ReminderWish | null, };

/**
 * The prayer settings as the editor leaves them.
 */
export type PrayerSettingsRequest = { 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * What is chosen.
 */
settings: PrayerSettings, };

/**
 * The prayer settings.
 */
export type PrayerSettingsView = { 
/**
 * What the editor must hand back; absent before anything was kept.
 */
seen: string | null, 
/**
 * What was chosen.
 */
settings: PrayerSettings, 
/**
 * Where the times are for, in words.
 */
place_words: string | null, 
/**
 * The zone, if it is one.
 */
zone: ZoneView | null, 
/**
 * The five prayers and their names, in the order of the day.
 */
prayers: Array<PrayerNameView>, 
/**
 * The methods for a place outside Malaysia.
 */
methods: Array<SolatChoiceView>, 
/**
 * What the method is called that counts at the chosen point while none was chosen.
 */
usual_method: string | null, 
/**
 * By what the times of the chosen point are worked out, in words.
 */
method_words: string | null, 
/**
 * The rules for the far north and south; the first is the usual one.
 */
high_latitudes: Array<SolatChoiceView>, 
/**
 * Today's Hijri date with the present shift, in words.
 */
hijri_words: string | null, 
/**
 * The present Hijri month and the next one; none outside the years 1999 to 2058.
 */
hijri_months: Array<HijriMonthView>, 
/**
 * Whether the times depend on this device's clock being set to the right time zone.
 */
follows_device: boolean, 
/**
 * How one sees that the device is not there.
 */
elsewhere: Elsewhere | null, 
/**
 * The official table that is kept for the zone.
 */
table: KeptTableView | null, 
/**
 * Fetching official tables.
 */
download: TableAddressView, };

/**
 * Where the person stands now.
 */
export type Present = { "at": "walking", 
/**
 * Its days, today among them.
 */
days: number, } | { "at": "lapsed" } | { "at": "back" };

/**
 * What goes on the paper.
 */
export type PrintRequest = { 
/**
 * Where it goes.
 */
to: PrintTo, 
/**
 * The paper.
 */
paper: Paper, 
/**
 * The parts that were picked.
 */
parts: Array<PlanPart>, 
/**
 * The cards that were picked.
 */
cards: Array<CardId>, 
/**
 * Whether the safe places go on it.
 */
places: boolean, 
/**
 * Whether the goals go on it.
 */
goals: boolean, 
/**
 * The people of the ladder that were picked, with their numbers.
 */
people: Array<PersonId>, };

/**
 * Where a sheet goes.
 */
export type PrintTo = "viewer" | "file";

/**
 * Choices that go with the person.
 */
export type ProfileSettings = { 
/**
 * Whether religious content is on.
 */
religion: boolean, 
/**
 * Woman or man, if said.
 */
sex: Sex | null, 
/**
 * Whether the ladder prefers the person's own sex.
 */
prefer_same_sex: boolean, };

/**
 * How far a long task has come.
 */
export type ProgressView = { 
/**
 * The share done, from 0 to 1.
 */
share: number, };

/**
 * A question to begin from.
 */
export type PromptView = { 
/**
 * Its name for good.
 */
code: string, 
/**
 * The question.
 */
text: string, };

/**
 * The direction of prayer.
 */
export type QiblaView = { 
/**
 * Degrees clockwise from true north, 0 to 360.
 */
bearing: number, 
/**
 * The direction in words: "293° dari utara, arah barat laut".
 */
words: string, };

/**
 * A QR code.
 */
export type QrView = { 
/**
 * Modules along one side, without the quiet zone of 4 that the reader needs around it.
 */
size: number, 
/**
 * The dark modules as an SVG path in units of one module.
 */
path: string, 
/**
 * What it says, for those who cannot see it.
 */
content: string, };

/**
 * A question that is answered with a [`Level`].
 */
export type Question = "heaviness" | "craving" | "energy";

/**
 * Hours of every day in which nothing sounds: `start` is inside, `end` is not.
 *
 * An end that is not after the start lies on the next day, so equal ones mean day and night.
 */
export type QuietHours = { 
/**
 * The first quiet minute.
 */
start: MinuteOfDay, 
/**
 * The first minute after them.
 */
end: MinuteOfDay, };

/**
 * How it stands with quiet.
 */
export type QuietView = { 
/**
 * Until when nothing sounds, in words, if so.
 */
muted_until_words: string | null, 
/**
 * Until when nothing would sound if the person asked for quiet now, in words: "until Asar, 4:31 pm".
 */
mute_words: string, };

/**
 * The identifier of a place reached in the Quran.
 */
export type QuranEntryId = string;

/**
 * A place reached in the Quran.
 */
export type QuranEntryView = { 
/**
 * Which.
 */
id: QuranEntryId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * The day in words.
 */
date_words: string, 
/**
 * The place.
 */
place: QuranPlaceView, 
/**
 * The place in words: "muka surat 255".
 */
words: string, };

/**
 * A place in the Quran: numbers only.
 */
export type QuranPlaceView = { 
/**
 * What is counted.
 */
unit: QuranUnit, 
/**
 * Its number.
 */
number: number, 
/**
 * The ayah of a surah.
 */
ayah: number | null, };

/**
 * A place reached in the Quran, as it was typed.
 */
export type QuranRequest = { 
/**
 * Which one is corrected; absent for a new one.
 */
id: QuranEntryId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * The day, as YYYY-MM-DD; absent for today.
 */
date: string | null, 
/**
 * The place.
 */
place: QuranPlaceView, };

/**
 * What a place in the Quran is counted in.
 */
export type QuranUnit = "page" | "juz" | "surah";

/**
 * The two moments of a day of fasting.
 */
export type RamadanMoment = "imsak" | "berbuka";

/**
 * Ramadan now.
 */
export type RamadanView = { 
/**
 * What comes next.
 */
next: RamadanMoment, 
/**
 * What comes next, in words: "Berbuka", "Imsak".
 */
name: string, 
/**
 * When, in words.
 */
at_words: string, 
/**
 * How long until then, in words: "2 jam 5 minit lagi".
 */
left_words: string, };

/**
 * A number that can be reached.
 */
export type ReachView = { 
/**
 * The number as people write it.
 */
display: string, 
/**
 * Whether WhatsApp can be offered.
 */
whatsapp: boolean, 
/**
 * Whether an SMS can be offered.
 */
sms: boolean, };

/**
 * Asks for the app to be opened with the recovery code.
 */
export type RecoverRequest = { 
/**
 * The words as typed.
 */
words: string, };

/**
 * Asks for the sheet with the recovery code.
 */
export type RecoveryPrintRequest = { 
/**
 * Where it goes.
 */
to: PrintTo, };

/**
 * The recovery code.
 */
export type RecoveryView = { 
/**
 * Its 15 words.
 */
words: Array<string>, 
/**
 * Whether the person said that it is saved.
 */
saved: boolean, };

/**
 * What the person chose about the check-in: one record, the one with the smallest identifier.
 *
 * Fields: `timing`, `remind_before`, `remind_sound`, `early_sign`, `sign_read_on`.
 */
export type ReflectionSettings = { 
/**
 * When the check-in is offered; whenever the person likes where nothing was chosen.
 */
time: CheckInTime | null, 
/**
 * Whether the app says when it is harder than usual.
 */
early_sign: boolean, 
/**
 * The day of the last early sign that the person put away.
 */
sign_read_on: string | null, };

/**
 * What was chosen about the check-in.
 */
export type ReflectionSettingsRequest = { 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * What was chosen.
 */
settings: ReflectionSettings, };

/**
 * The Muhasabah screen.
 */
export type ReflectionView = { 
/**
 * The date in words.
 */
date_words: string, 
/**
 * The check-ins of today, newest first.
 */
today: Array<CheckInView>, 
/**
 * How many check-ins there are in all.
 */
check_ins: number, 
/**
 * The early sign of these days, unless it was put away or switched off.
 */
sign: SignView | null, 
/**
 * The first if-then card of the plan.
 */
card: CardWordsView | null, 
/**
 * What was chosen.
 */
settings: ReflectionSettings, 
/**
 * What the settings must hand back.
 */
settings_seen: string | null, 
/**
 * When the check-in is offered, in words.
 */
time_words: string | null, 
/**
 * The prayers to which the check-in can be tied; none where religious content is off.
 */
prayers: Array<PrayerNameView>, 
/**
 * Whether a reminder at a prayer waits for a place to be chosen.
 */
place_missing: boolean, };

/**
 * Values of a table that are not taken: of one prayer, for one reason, on days running.
 */
export type RefusedTimeView = { 
/**
 * The day, or the days running, in words.
 */
date_words: string, 
/**
 * How many days.
 */
days: number, 
/**
 * Which time.
 */
time: SolatTime, 
/**
 * What it is called.
 */
name: string, 
/**
 * What the table says, in words, if it is one day's and the table says one time.
 */
given_words: string | null, 
/**
 * What was computed and stays, in words, if it is one day's.
 */
computed_words: string | null, 
/**
 * Why, in words.
 */
reason_words: string, };

/**
 * One answer of a rehearsal.
 */
export type RehearseRequest = { 
/**
 * The card.
 */
card: CardId, 
/**
 * The answer.
 */
outcome: Outcome, };

/**
 * What a reminder is called: what it is about, its day and how long before it comes.
 *
 * It does not hold the moment: prayer times that move by a minute must not remind twice. It does hold the time that a
 * person set, so that something moved to a later hour reminds again.
 */
export type ReminderId = string;

/**
 * Whether the system shows what is to come.
 */
export type ReminderServiceView = { 
/**
 * Whether a reminder is to come and nothing would show it.
 */
missing: boolean, };

/**
 * How reminders behave on this device.
 */
export type ReminderSettings = { 
/**
 * Whether notifications name what they remind of; otherwise they say "Reminder" and the time.
 */
full_text: boolean, 
/**
 * Hours in which nothing sounds; reminders are still shown.
 */
quiet: QuietHours | null, };

/**
 * Why reminders cannot be trusted now. Nothing is lost by any of it.
 */
export type ReminderTrouble = "key_gone" | "damaged" | "newer" | "cannot_write";

/**
 * How the person wants to be reminded.
 */
export type ReminderWish = { 
/**
 * How long before.
 */
before: Lead, 
/**
 * With which sound.
 */
sound: Sound, };

/**
 * The screen of reminders.
 */
export type RemindersView = { 
/**
 * How reminders behave on this device.
 */
settings: ReminderSettings, 
/**
 * Whether the system shows notifications at all.
 */
service: boolean, 
/**
 * Why reminders cannot be trusted now, if so.
 */
trouble: ReminderTrouble | null, 
/**
 * The next ones, soonest first, at most 30.
 */
upcoming: Array<UpcomingView>, 
/**
 * How far ahead reminders are planned, in words; they are planned anew whenever the app is open.
 */
planned_until_words: string, 
/**
 * What became of the last ones, newest first, at most 100.
 */
log: Array<DeliveryView>, 
/**
 * The last self-test, if there was one.
 */
test: TestView | null, 
/**
 * Until when nothing sounds, in words, if so.
 */
muted_until_words: string | null, 
/**
 * Until when nothing would sound if the person asked for quiet now, in words: "until Asar, 4:31 pm".
 */
mute_words: string, 
/**
 * The name of the person's own sound file, if one was chosen.
 */
own_sound: string | null, 
/**
 * Whether the app starts with the system; absent where it cannot.
 */
autostart: boolean | null, 
/**
 * Whether closing the window leaves the app running in the tray; without that, closing it ends reminders.
 */
stays_in_tray: boolean, };

/**
 * Something of the plan that lies in the trash.
 */
export type RemovedView = { 
/**
 * Which.
 */
target: PlanTarget, 
/**
 * What it says.
 */
text: string, };

/**
 * On which days something comes again, from its first day on.
 *
 * In a record one text: `once`, `daily`, `weekly 135` (1 is Monday), `monthly 31`, `rule FREQ=…`.
 */
export type Repeat = { "kind": "once" } | { "kind": "daily" } | { "kind": "weekly", 
/**
 * The days, at least one.
 */
days: Weekdays, } | { "kind": "monthly", 
/**
 * The day.
 */
day: MonthDay, } | { "kind": "rule", 
/**
 * The rule.
 */
rule: Rule, };

/**
 * On which days something comes again, as the editor leaves it.
 */
export type RepeatRequest = { "kind": "once" } | { "kind": "daily" } | { "kind": "weekly", 
/**
 * The days, at least one.
 */
days: Array<"Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun">, } | { "kind": "monthly", 
/**
 * The day, 1 to 31.
 */
day: number, } | { "kind": "rule", 
/**
 * The rule, as typed or as its view had it.
 */
rule: string, };

/**
 * Says whether the person comes.
 */
export type ReplyRequest = { 
/**
 * To which meeting.
 */
id: MeetingId, 
/**
 * On which of its dates, as YYYY-MM-DD.
 */
date: string, 
/**
 * Whether the person comes; absent to take the reply back.
 */
coming: boolean | null, };

/**
 * Asks to restore the backup file that was chosen last.
 */
export type RestoreBackupRequest = { 
/**
 * The passphrase or the words of the recovery code, as typed.
 */
secret: string, };

/**
 * What a person is to the user.
 */
export type Role = "senior" | "leader" | "peer" | "mentor" | "family" | "supervisor" | "ustaz" | "professional" | "other";

/**
 * The identifier of an item of the daily routine.
 */
export type RoutineItemId = string;

/**
 * An item of the routine.
 */
export type RoutineItemView = { 
/**
 * Which.
 */
id: RoutineItemId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * What kind of thing it is.
 */
what: What, 
/**
 * At what time of its days it is; handed back unchanged, it stays as it is stored.
 */
timing: Timing, 
/**
 * On which days it is.
 */
days: Days, 
/**
 * When it is, in words: "setiap hari, 8:30 pagi".
 */
when_words: string, 
/**
 * How the person wants to be reminded, if at all.
 */
remind: ReminderWish | null, 
/**
 * How often, for a zikir.
 */
aim: number | null, 
/**
 * Whether its name never stands in a notification.
 */
discreet: boolean, 
/**
 * Whether it rests.
 */
paused: boolean, 
/**
 * Whether no day of it is left.
 */
over: boolean, };

/**
 * An item as the editor leaves it.
 */
export type RoutineRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: RoutineItemId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * What it is called.
 */
title: string, 
/**
 * What kind of thing it is.
 */
what: What, 
/**
 * At what time of its days it is.
 */
timing: Timing, 
/**
 * On which days it is.
 */
days: DaysRequest, 
/**
 * How the person wants to be reminded, if at all.
 */
remind: ReminderWish | null, 
/**
 * How often, for a zikir: 1 to 1,000,000.
 */
aim: number | null, 
/**
 * Whether its name never stands in a notification.
 */
discreet: boolean, };

/**
 * Names something of the routine.
 */
export type RoutineTarget = { "kind": "item", 
/**
 * Which.
 */
id: RoutineItemId, } | { "kind": "quran", 
/**
 * Which.
 */
id: QuranEntryId, };

/**
 * The Routine screen. Without religious content nothing of it is in any list.
 */
export type RoutineView = { 
/**
 * The items, in the person's order; those that rest and those that are over too.
 */
items: Array<RoutineItemView>, 
/**
 * The kinds to choose from.
 */
whats: Array<What>, 
/**
 * The moments to choose from; empty without religious content.
 */
anchors: Array<AnchorView>, 
/**
 * The places reached in the Quran last, newest first; absent without religious content.
 */
quran: Array<QuranEntryView> | null, 
/**
 * Days on which no prayer falls due, if there are any now or later.
 */
uzur: UzurView | null, 
/**
 * What lies in the trash, newest first.
 */
trash: Array<TrashedRoutineView>, 
/**
 * Today, as YYYY-MM-DD.
 */
today: string, };

/**
 * A rule of RFC 5545 by days, weeks, months or years: `FREQ=MONTHLY;BYDAY=2SA`.
 *
 * Kept as it was written, in capitals and without `RRULE:` before it. What comes on one day comes once, at the time
 * that stands beside the rule, so `BYHOUR` and its like are refused. An `UNTIL` in UTC means the Malaysian day of that
 * moment, any other the day that it names. As everywhere, a day before the start does not count, and the start itself
 * only if the rule names it.
 */
export type Rule = string;

/**
 * A person on the ladder.
 */
export type RungView = { 
/**
 * Who.
 */
id: PersonId, 
/**
 * The name.
 */
name: string, 
/**
 * What this person is.
 */
role: Role, 
/**
 * What this person is, in the person's own words.
 */
role_words: string | null, 
/**
 * How this person stands now.
 */
standing: Standing, 
/**
 * Until when, or from when if outside: in words, in the person's language.
 */
hours_words: string | null, 
/**
 * The numbers, the first to call first; never empty.
 */
numbers: Array<ReachView>, 
/**
 * Whether this person was tried this time without an answer.
 */
skipped: boolean, };

/**
 * Asks for a backup file.
 */
export type SaveBackupRequest = { 
/**
 * With what it shall open.
 */
with: BackupSecret, 
/**
 * The passphrase, if it is one.
 */
passphrase: string | null, };

/**
 * A file that was written or opened.
 */
export type SavedView = { 
/**
 * The file's name, without its folder.
 */
file: string, 
/**
 * Whether the system took it to show it, where that was asked.
 */
handed_over: boolean, };

/**
 * The parts of the app in which something is found, in the order in which they are shown.
 */
export type SearchGroup = "people" | "plan" | "meetings" | "routine" | "journal" | "check_ins" | "service" | "stories";

/**
 * What was found in one part of the app.
 */
export type SearchGroupView = { 
/**
 * Which part.
 */
group: SearchGroup, 
/**
 * What was found there, newest first; at least one.
 */
hits: Array<HitView>, 
/**
 * Whether more was found than is shown.
 */
has_more: boolean, };

/**
 * Asks what holds these words.
 */
export type SearchRequest = { 
/**
 * What was typed: words, and phrases between quotation marks.
 */
text: string, 
/**
 * The part of which more is wanted; absent for the first hits of every part.
 */
group: SearchGroup | null, };

/**
 * What a hit opens.
 */
export type SearchTarget = { "kind": "person", "id": PersonId } | { "kind": "plan_item", "id": PlanItemId } | { "kind": "card", "id": CardId } | { "kind": "place", "id": PlaceId } | { "kind": "goal", "id": GoalId } | { "kind": "meeting", "id": MeetingId } | { "kind": "routine", "id": RoutineItemId } | { "kind": "journal", "id": JournalEntryId } | { "kind": "check_in", "id": CheckInId } | { "kind": "service", "id": ServiceEntryId } | { "kind": "amend", "id": AmendId } | { "kind": "talk", "id": TalkId } | { "kind": "training", "id": TrainingId } | { "kind": "story", "id": StoryId };

/**
 * What was found.
 */
export type SearchView = { 
/**
 * The parts of the app in which something was found.
 */
groups: Array<SearchGroupView>, 
/**
 * Whether records came from another device that are not looked through yet.
 */
is_behind: boolean, };

/**
 * A column of a sheet. Each sheet knows some of them, and keeps its own order.
 */
export type ServiceColumn = "date" | "month" | "name" | "hours" | "place" | "topic" | "certificate" | "expires" | "note";

/**
 * The identifier of an entry of the service log.
 */
export type ServiceEntryId = string;

/**
 * An entry of the log as its editor leaves it. A refusal's `at` is 0 for its own words, 1 for the place, 2 for the note.
 */
export type ServiceEntryRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: ServiceEntryId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * What kind of service.
 */
kind: ServiceKind, 
/**
 * What it is called, in the person's own words.
 */
kind_words: string | null, 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * How long it took, 1 to 1440.
 */
minutes: number | null, 
/**
 * Where it was.
 */
place: string | null, 
/**
 * What to remember.
 */
note: string | null, };

/**
 * Names an entry of the log.
 */
export type ServiceEntryTarget = { 
/**
 * Which.
 */
id: ServiceEntryId, };

/**
 * A service on one day.
 */
export type ServiceEntryView = { 
/**
 * Which.
 */
id: ServiceEntryId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * What kind of service.
 */
kind: ServiceKind, 
/**
 * What it is called, as the person wrote it.
 */
kind_words: string | null, 
/**
 * What it is called, to be shown.
 */
name: string, 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * The day in words.
 */
date_words: string, 
/**
 * How long it took.
 */
minutes: number | null, 
/**
 * How long it took, in words: "1 jam 30 minit".
 */
length_words: string | null, 
/**
 * Where it was.
 */
place: string | null, 
/**
 * What to remember.
 */
note: string | null, };

/**
 * Lets it leave.
 */
export type ServiceExportRequest = { 
/**
 * What.
 */
sheet: ServiceSheetRequest, 
/**
 * Where paper goes; a table always goes into a file.
 */
to: PrintTo, };

/**
 * A kind of service.
 */
export type ServiceKind = "listen" | "group" | "accompany" | "visit" | "call" | "shift" | "practical" | "mosque" | "other";

/**
 * A kind of service that can be chosen.
 */
export type ServiceKindView = { 
/**
 * Which.
 */
kind: ServiceKind, 
/**
 * What it is called.
 */
name: string, };

/**
 * What a sheet is about. Amends are not among it.
 */
export type ServiceSheet = "entries" | "months" | "talks" | "trainings";

/**
 * What is to leave.
 */
export type ServiceSheetRequest = { 
/**
 * What it is about.
 */
sheet: ServiceSheet, 
/**
 * The first day, as YYYY-MM-DD; absent for no limit.
 */
from: string | null, 
/**
 * The last day, as YYYY-MM-DD; absent for no limit.
 */
to: string | null, 
/**
 * The columns that were picked.
 */
columns: Array<ServiceColumn>, 
/**
 * The form.
 */
form: SheetForm, 
/**
 * Whose it is: a name for the paper. It is not kept.
 */
name: string | null, };

/**
 * Names something about service.
 */
export type ServiceTarget = { "kind": "entry", 
/**
 * Which.
 */
id: ServiceEntryId, } | { "kind": "amend", 
/**
 * Which.
 */
id: AmendId, } | { "kind": "talk", 
/**
 * Which.
 */
id: TalkId, } | { "kind": "training", 
/**
 * Which.
 */
id: TrainingId, };

/**
 * Everything about service, but only the newest of the log.
 */
export type ServiceView = { 
/**
 * Today, as YYYY-MM-DD.
 */
today: string, 
/**
 * The newest entries of the log, newest first.
 */
entries: Array<ServiceEntryView>, 
/**
 * Whether there are older ones.
 */
has_more: boolean, 
/**
 * The hours of the last twelve months, newest first; only months in which something was given.
 */
months: Array<MonthHoursView>, 
/**
 * The talks: those to come first, then the newest.
 */
talks: Array<TalkView>, 
/**
 * The trainings, newest first.
 */
trainings: Array<TrainingView>, 
/**
 * The amends: those not done first.
 */
amends: Array<AmendView>, 
/**
 * The kinds of service to choose from.
 */
kinds: Array<ServiceKindView>, 
/**
 * The kinds of places to choose from.
 */
venues: Array<TalkVenueView>, 
/**
 * The versions of stories that a talk can name.
 */
stories: Array<ToldChoiceView>, 
/**
 * What lies in the trash, newest first.
 */
trash: Array<TrashedServiceView>, };

/**
 * Asks for a lock, or another one.
 */
export type SetLockRequest = { 
/**
 * The present PIN or passphrase, if there is one.
 */
current: string | null, 
/**
 * What kind the new one is; absent to remove the lock.
 */
kind: LockKind | null, 
/**
 * The new PIN or passphrase.
 */
secret: string, };

/**
 * The Settings screen.
 */
export type SettingsView = { 
/**
 * Choices of this device.
 */
device: DeviceSettings, 
/**
 * Choices of the person.
 */
profile: ProfileSettings, 
/**
 * The lock, if one is set.
 */
lock: LockKind | null, 
/**
 * Whether this device has a key store of its own.
 */
keychain: boolean, 
/**
 * Whether the key of the database lies on the disk, for want of a key store and a passphrase.
 */
key_on_disk: boolean, 
/**
 * Whether the key of the two cards lies on the disk, for want of a key store.
 */
cards_key_on_disk: boolean, 
/**
 * Whether the recovery code was saved.
 */
recovery_saved: boolean, 
/**
 * The automatic backups, newest first.
 */
backups: Array<AutoBackupView>, 
/**
 * Whether there is a tray to close to.
 */
tray: boolean, 
/**
 * The version of the app.
 */
version: string, };

/**
 * A woman or a man, where the person said so.
 */
export type Sex = "woman" | "man";

/**
 * How a version leaves.
 */
export type ShareBy = "aloud" | "viewer" | "paper" | "text";

/**
 * How something was shared.
 */
export type ShareWay = "aloud" | "paper" | "text" | "other";

/**
 * A column that can be picked.
 */
export type SheetColumnView = { 
/**
 * Which.
 */
column: ServiceColumn, 
/**
 * What stands above it.
 */
name: string, };

/**
 * The form in which a sheet leaves.
 */
export type SheetForm = "csv" | "pdf";

/**
 * Exactly what would leave.
 */
export type SheetPreview = { 
/**
 * The columns that this sheet has, picked or not.
 */
choices: Array<SheetColumnView>, 
/**
 * The title; only on paper.
 */
title: string | null, 
/**
 * Whose it is; only on paper, and only if a name was given.
 */
name: string | null, 
/**
 * The days it is about, in words; only on paper.
 */
period: string | null, 
/**
 * What stands above the columns.
 */
headings: Array<string>, 
/**
 * The rows.
 */
rows: Array<Array<string>>, 
/**
 * All hours together, in words; only on paper, and only with the hours.
 */
total: string | null, 
/**
 * What looks as if it named somebody.
 */
numbers: NumbersSeenView, };

/**
 * The identifier of a shift.
 */
export type ShiftId = string;

/**
 * A shift as its editor leaves it.
 */
export type ShiftRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: ShiftId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * The day on which it began, as YYYY-MM-DD.
 */
date: string, 
/**
 * When it began, in minutes after midnight.
 */
minute: MinuteOfDay, 
/**
 * How long it was, 1 to 1440 minutes.
 */
length_minutes: number, 
/**
 * How many conversations were heavy, 0 to 99.
 */
heavy: number, 
/**
 * How many calls came at night, 0 to 99.
 */
night_calls: number, 
/**
 * Whether the work was talked over with a supervisor.
 */
supervised: boolean, 
/**
 * What to remember.
 */
note: string | null, };

/**
 * Names a shift.
 */
export type ShiftTarget = { 
/**
 * Which.
 */
id: ShiftId, };

/**
 * A shift.
 */
export type ShiftView = { 
/**
 * Which.
 */
id: ShiftId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * The day on which it began, as YYYY-MM-DD.
 */
date: string, 
/**
 * When it began, in minutes after midnight.
 */
minute: MinuteOfDay, 
/**
 * How long it was.
 */
length_minutes: number, 
/**
 * How many conversations were heavy.
 */
heavy: number, 
/**
 * How many calls came at night.
 */
night_calls: number, 
/**
 * Whether the work was talked over with a supervisor.
 */
supervised: boolean, 
/**
 * What to remember.
 */
note: string | null, 
/**
 * The day in words: "hari ini", "Khamis 5 Mac".
 */
date_words: string, 
/**
 * From when to when, in words: "2 petang – 10 malam".
 */
time_words: string, 
/**
 * What was noted, in words, without what was nothing: "8 jam · 2 perbualan berat".
 */
summary: string, 
/**
 * Whether another shift was at the same time; its hours count once.
 */
overlaps: boolean, };

/**
 * Asks for a page of the shifts.
 */
export type ShiftsRequest = { 
/**
 * How many of the newest ones are shown already.
 */
skip: number, };

/**
 * A page of the shifts, newest first, also those that a wrong clock dated ahead.
 */
export type ShiftsView = { 
/**
 * The shifts.
 */
shifts: Array<ShiftView>, 
/**
 * Whether there are older ones.
 */
more: boolean, 
/**
 * What lies in the trash, newest first.
 */
trash: Array<TrashedBurdenView>, 
/**
 * Today, as YYYY-MM-DD.
 */
today: string, };

/**
 * One side of a card.
 */
export type SideView = { 
/**
 * The deck entry it was picked from; absent for own words.
 */
code: string | null, 
/**
 * The words.
 */
text: string, };

/**
 * Puts an early sign away.
 */
export type SignReadRequest = { 
/**
 * Its day.
 */
date: string, };

/**
 * An early sign: a change against what is usual for this person.
 */
export type SignView = { 
/**
 * The day on which it became clear, as YYYY-MM-DD: handed back when it is put away.
 */
date: string, 
/**
 * In which answer.
 */
question: Question, 
/**
 * Since when, in words: "Rabu"; "Rabu 18 Nov".
 */
since_words: string, 
/**
 * On how many days it rests.
 */
days: number, 
/**
 * Which days these are, in words: "28, 30 Nov, 1 Dis".
 */
days_words: string, };

/**
 * Something to choose from.
 */
export type SolatChoiceView = { 
/**
 * How a choice is kept.
 */
code: string, 
/**
 * What it is called.
 */
name: string, };

/**
 * The prayers now: part of Today.
 */
export type SolatNowView = { 
/**
 * The next prayer, today or tomorrow.
 */
next: Prayer, 
/**
 * What it is called.
 */
next_words: string, 
/**
 * When, in words.
 */
at_words: string, 
/**
 * How long until then, in words: "2 jam 5 minit lagi".
 */
left_words: string, 
/**
 * Where the times are for, in words.
 */
place_words: string, 
/**
 * How one sees that the device is not there; a zone's times are by Malaysian time then too.
 */
elsewhere: Elsewhere | null, 
/**
 * The day that the five prayers belong to, as YYYY-MM-DD: handed back when one is marked.
 */
date: string, 
/**
 * The five prayers of today.
 */
prayers: Array<PrayerMarkView>, 
/**
 * Whether no prayer falls due today, because the person said so.
 */
uzur: boolean, 
/**
 * Imsak or berbuka, whichever is next, in Ramadan.
 */
ramadan: RamadanView | null, };

/**
 * Asks for a day's prayer times.
 */
export type SolatRequest = { 
/**
 * The day, as YYYY-MM-DD; absent for today.
 */
date: string | null, };

/**
 * A time of the day, in the order of the day.
 */
export type SolatTime = "imsak" | "fajr" | "syuruk" | "dhuha" | "dhuhr" | "asr" | "maghrib" | "isha" | "midnight" | "last_third";

/**
 * A time of a day.
 */
export type SolatTimeView = { 
/**
 * Which.
 */
time: SolatTime, 
/**
 * What it is called.
 */
name: string, 
/**
 * When, in words: "6:02 pagi".
 */
at_words: string, 
/**
 * When the jemaah begins, in words, where the person set it.
 */
jemaah_words: string | null, 
/**
 * Whether it comes from an official table.
 */
official: boolean, 
/**
 * Whether it is the next of the five prayers.
 */
is_next: boolean, 
/**
 * Whether it is one of the five prayers.
 */
is_prayer: boolean, };

/**
 * The Solat screen: a day.
 */
export type SolatView = { 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * The day in words.
 */
date_words: string, 
/**
 * Whether it is today.
 */
today: boolean, 
/**
 * The day before, as YYYY-MM-DD.
 */
previous: string | null, 
/**
 * The day after, as YYYY-MM-DD.
 */
next: string | null, 
/**
 * The Hijri date, where the calendar is known.
 */
hijri: HijriView | null, 
/**
 * Where the times are for, in words; absent before a place was chosen.
 */
place_words: string | null, 
/**
 * How one sees that the device is not there.
 */
elsewhere: Elsewhere | null, 
/**
 * Where the times come from.
 */
source: TimesSource, 
/**
 * The times, in the order of the day; empty without a place, and where the sun does not both rise and set.
 */
times: Array<SolatTimeView>, 
/**
 * The times at which prayers without a cause are not prayed, in the order of the day.
 */
forbidden: Array<ForbiddenView>, 
/**
 * The direction of prayer.
 */
qibla: QiblaView | null, 
/**
 * Imsak or berbuka, whichever is next, in Ramadan; only for today.
 */
ramadan: RamadanView | null, 
/**
 * Why there are no times though a place was chosen, in words.
 */
no_times_words: string | null, };

/**
 * How a reminder sounds.
 */
export type Sound = "silent" | "chime" | "own";

/**
 * What became of the sound of a reminder.
 */
export type SoundOutcome = "silent" | "played" | "file_broken" | "no_device";

/**
 * How far back trends reach.
 */
export type Span = "four_weeks" | "three_months" | "year" | "all";

/**
 * A stretch of a day on which someone answers.
 */
export type SpanView = { 
/**
 * The day it begins on, 0 for Monday to 6 for Sunday.
 */
weekday: number, 
/**
 * Minutes after midnight, 0 to 1439.
 */
start: number, 
/**
 * Minutes after midnight, 1 to 1440; not after `start` means on the next day.
 */
end: number, };

/**
 * Where the app stands. Help works in each of these.
 */
export type Stage = { "at": "opening" } | { "at": "fresh" } | { "at": "locked", 
/**
 * What to type.
 */
kind: LockKind, 
/**
 * Seconds to wait before the next try; 0 for none.
 */
wait: number, } | { "at": "open", 
/**
 * Whether the first-run screens were gone through.
 */
welcomed: boolean, } | { "at": "trouble", 
/**
 * Why.
 */
what: Trouble, };

/**
 * How a person stands at this moment.
 */
export type Standing = "on_duty" | "available" | "any_time" | "outside";

/**
 * Names something about stories.
 */
export type StoriesTarget = { "kind": "story", 
/**
 * Which.
 */
id: StoryId, } | { "kind": "part", 
/**
 * Which.
 */
id: StoryPartId, } | { "kind": "version", 
/**
 * Which.
 */
id: StoryVersionId, } | { "kind": "share", 
/**
 * Which.
 */
id: StoryShareId, };

/**
 * All stories.
 */
export type StoriesView = { 
/**
 * The stories, in the person's order.
 */
stories: Array<StoryRowView>, 
/**
 * What lies in the trash, newest first.
 */
trash: Array<TrashedStoryView>, };

/**
 * The identifier of a story.
 */
export type StoryId = string;

/**
 * The identifier of a part of a story.
 */
export type StoryPartId = string;

/**
 * A part as its editor leaves it. A refusal's `at` is 0 for the title, 1 for the text.
 */
export type StoryPartRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: StoryPartId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * The story that it belongs to.
 */
story: StoryId, 
/**
 * What stands above it.
 */
title: string | null, 
/**
 * What it says.
 */
text: string, };

/**
 * A part of a story.
 */
export type StoryPartView = { 
/**
 * Which.
 */
id: StoryPartId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * What it is called: its title, or how it begins.
 */
name: string, 
/**
 * What stands above it.
 */
title: string | null, 
/**
 * What it says.
 */
text: string, };

/**
 * A piece of a telling.
 */
export type StoryPieceView = { 
/**
 * What stands above it.
 */
title: string | null, 
/**
 * What it says.
 */
text: string, };

/**
 * Asks how a version would leave.
 */
export type StoryPreviewRequest = { 
/**
 * Which version.
 */
version: StoryVersionId, 
/**
 * Who is to hear it.
 */
listener: ListenerRequest, };

/**
 * Exactly what would leave.
 */
export type StoryPreviewView = { 
/**
 * The words.
 */
telling: TellingView, 
/**
 * What looks as if it named somebody.
 */
numbers: NumbersSeenView, };

/**
 * A story's name as its editor leaves it.
 */
export type StoryRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: StoryId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * What it is called.
 */
title: string, };

/**
 * A story in the list.
 */
export type StoryRowView = { 
/**
 * Which.
 */
id: StoryId, 
/**
 * What it is called.
 */
title: string, 
/**
 * How many parts it has.
 */
parts: number, 
/**
 * How many versions it has.
 */
versions: number, };

/**
 * The identifier of what was shared of a story.
 */
export type StoryShareId = string;

/**
 * Shares a version. A refusal's `at` is 0 for who hears it, 1 for why, 2 for what if it spreads.
 */
export type StoryShareRequest = { 
/**
 * Which version.
 */
version: StoryVersionId, 
/**
 * Who hears it.
 */
listener: ListenerRequest, 
/**
 * Why it is shared.
 */
why: string | null, 
/**
 * What if it spreads.
 */
spread: string | null, 
/**
 * The day, as YYYY-MM-DD; absent for today.
 */
date: string | null, 
/**
 * How.
 */
by: ShareBy, };

/**
 * Something that was shared.
 */
export type StoryShareView = { 
/**
 * Which.
 */
id: StoryShareId, 
/**
 * What the version was called.
 */
version_words: string, 
/**
 * The day in words.
 */
date_words: string, 
/**
 * How.
 */
way: ShareWay, 
/**
 * Who heard it, by the name of that day.
 */
whom: string | null, 
/**
 * Why it was shared.
 */
why: string | null, 
/**
 * What if it spreads.
 */
spread: string | null, 
/**
 * What was told; absent where it was too long to be kept.
 */
told: TellingView | null, };

/**
 * What became of it.
 */
export type StorySharedView = { 
/**
 * The file, where there is one.
 */
saved: SavedView | null, };

/**
 * What is needed to share a version.
 */
export type StorySharingView = { 
/**
 * The story.
 */
story: StoryId, 
/**
 * What the version is called.
 */
name: string, 
/**
 * Today, as YYYY-MM-DD.
 */
today: string, 
/**
 * Those on the list who know, by name.
 */
people: Array<ListenerView>, 
/**
 * Whether there are others on the list, for whom nothing is offered.
 */
others: boolean, };

/**
 * Names a story.
 */
export type StoryTarget = { 
/**
 * Which.
 */
id: StoryId, };

/**
 * The identifier of a version of a story.
 */
export type StoryVersionId = string;

/**
 * A version as its editor leaves it. A refusal's `at` is 0 for the own words, 1 for the title, 2 and on for the parts.
 */
export type StoryVersionRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: StoryVersionId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * The story.
 */
story: StoryId, 
/**
 * For whom it is.
 */
audience: Audience, 
/**
 * For whom it is, in the person's own words.
 */
audience_words: string | null, 
/**
 * What stands above it when it leaves.
 */
title: string | null, 
/**
 * What it does with each part.
 */
parts: Array<VersionPartRequest>, };

/**
 * A version in the list of a story.
 */
export type StoryVersionRowView = { 
/**
 * Which.
 */
id: StoryVersionId, 
/**
 * What it is called: "Versi untuk sekolah".
 */
name: string, 
/**
 * How many parts it tells, as they are written or in other words.
 */
told: number, 
/**
 * How many parts it leaves out.
 */
left: number, };

/**
 * Names a version of a story.
 */
export type StoryVersionTarget = { 
/**
 * Which.
 */
id: StoryVersionId, };

/**
 * A version of a story beside the story.
 */
export type StoryVersionView = { 
/**
 * Which.
 */
id: StoryVersionId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * The story.
 */
story: StoryId, 
/**
 * What the story is called.
 */
story_title: string, 
/**
 * What the version is called: "Versi untuk sekolah".
 */
name: string, 
/**
 * For whom it is.
 */
audience: Audience, 
/**
 * For whom it is, in the person's own words.
 */
audience_words: string | null, 
/**
 * What stands above it when it leaves.
 */
title: string | null, 
/**
 * Every part of the story, in order.
 */
parts: Array<VersionPartView>, 
/**
 * The audiences to choose from.
 */
audiences: Array<AudienceView>, };

/**
 * A story with all that belongs to it.
 */
export type StoryView = { 
/**
 * Which.
 */
id: StoryId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * The parts, in order.
 */
parts: Array<StoryPartView>, 
/**
 * The versions.
 */
versions: Array<StoryVersionRowView>, 
/**
 * What was shared, newest first.
 */
shares: Array<StoryShareView>, 
/**
 * The audiences to choose from.
 */
audiences: Array<AudienceView>, };

/**
 * What was built on a path, as of a day.
 */
export type Summary = { 
/**
 * Days in all: no lapse takes any of them away.
 */
all: number | null, 
/**
 * The days of the longest stretch.
 */
longest: number | null, 
/**
 * Where the person stands now; absent before the path began.
 */
present: Present | null, 
/**
 * How often the person came back.
 */
returns: number | null, };

/**
 * A certificate of the organization that was chosen.
 */
export type SyncAuthorityView = { 
/**
 * The file's name.
 */
name: string, };

/**
 * Whether the camera is used.
 */
export type SyncCameraRequest = { 
/**
 * A code is looked for from now on, or no longer.
 */
on: boolean, };

/**
 * The card of the server, for another device of the person.
 */
export type SyncCardView = { 
/**
 * Address and fingerprint, to hand over as text.
 */
text: string, 
/**
 * The same as a QR code.
 */
qr: QrView, };

/**
 * What the QR codes of a picture say.
 */
export type SyncCodesView = { 
/**
 * An invite, a server's card or a new device's code; any other text where there is none of them.
 */
text: string | null, 
/**
 * The 15 words of a spare code.
 */
words: string | null, };

/**
 * The digits that the new device shows.
 */
export type SyncConfirmRequest = { 
/**
 * As typed.
 */
digits: string, };

/**
 * One of the person's devices.
 */
export type SyncDeviceView = { 
/**
 * Its id, hexadecimal.
 */
id: string, 
/**
 * What the person calls it.
 */
name: string, 
/**
 * Whether it is this one.
 */
here: boolean, 
/**
 * The day on which it was added, as in 2026-11-03.
 */
added: string, 
/**
 * Whether another device added it within 14 days, since this one came.
 */
is_new: boolean, 
/**
 * Whether it is still to be removed, after the 15 words were used: that goes on with each copy.
 */
is_going: boolean, 
/**
 * The day on which it was last heard of, by its own clock.
 */
last_seen: string | null, };

/**
 * What the camera sees at one moment.
 */
export type SyncFrameRequest = { 
/**
 * How many pixels a line has.
 */
width: number, 
/**
 * How light each pixel is, two hexadecimal digits for each, line by line.
 */
grey: string, };

/**
 * The answer about what another device erased.
 */
export type SyncHeldRequest = { 
/**
 * Whether it is kept.
 */
keep: boolean, };

/**
 * An invite as it is shown before it is used.
 */
export type SyncInviteView = { 
/**
 * The server's host.
 */
address: string, 
/**
 * The organization's fingerprint in groups of four digits, to compare.
 */
fingerprint: string, };

/**
 * Joins an organization.
 */
export type SyncJoinRequest = { 
/**
 * The invite.
 */
text: string, 
/**
 * What the person calls this device.
 */
device_name: string, };

/**
 * Leaves the organization; everything stays on this device.
 */
export type SyncLeaveRequest = { 
/**
 * Whether the server's copy is erased, for all devices.
 */
erase_server: boolean, };

/**
 * What became of the leaving.
 */
export type SyncLeftView = { 
/**
 * How this device stands now.
 */
sync: SyncView, 
/**
 * Whether the person's other devices still list this one, because the server could not be told.
 */
still_listed: boolean, };

/**
 * How this device stands with the server.
 */
export type SyncLinkView = { 
/**
 * The server's host.
 */
address: string, 
/**
 * The person's devices, this one first.
 */
devices: Array<SyncDeviceView>, 
/**
 * Whether something is under way.
 */
state: SyncState, 
/**
 * How many records say more here than on the server.
 */
pending: number, 
/**
 * When both sides were last the same, in milliseconds since 1970 UTC.
 */
last_ms: number | null, 
/**
 * How far a long copy has come, from 0 to 1.
 */
share: number | null, 
/**
 * What stopped the last one.
 */
trouble: SyncTrouble | null, 
/**
 * What the person must know besides.
 */
notices: Array<SyncNotice>, 
/**
 * So many items that another device erased at once wait for an answer.
 */
held: number | null, 
/**
 * Whether it is copied only when the person asks.
 */
on_request: boolean, 
/**
 * Whose words open the server's copy.
 */
sheet: SyncSheet, };

/**
 * What the person must know besides.
 */
export type SyncNotice = "putting_back" | "not_repairable" | "new_identity" | "unreadable" | "not_taken" | "too_long" | "old_keyring" | "strange_device" | "not_listed" | "newer_keyring" | "unproven_keyring";

/**
 * How far an old device has come with a new one.
 */
export type SyncOfferView = { "at": "answered", 
/**
 * What the person called it there.
 */
name: string, };

/**
 * Begins to join an account from a second device.
 */
export type SyncPairRequest = { 
/**
 * The server's card.
 */
card: string, 
/**
 * What the person calls this device.
 */
device_name: string, };

/**
 * How far a new device has come.
 */
export type SyncPairView = { "at": "offered", 
/**
 * The code as text.
 */
text: string, 
/**
 * The same as a QR code.
 */
qr: QrView, } | { "at": "code", 
/**
 * Six digits.
 */
digits: string, } | { "at": "done" } | { "at": "failed", 
/**
 * Why.
 */
code: ErrorCode, };

/**
 * Brings everything back from the server by the 15 words.
 */
export type SyncRecoverRequest = { 
/**
 * The server's card.
 */
card: string, 
/**
 * The words.
 */
words: string, 
/**
 * What the person calls this device.
 */
device_name: string, 
/**
 * Whether all other devices are removed.
 */
remove_others: boolean, };

/**
 * Removes a device.
 */
export type SyncRemoveRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * Whether it is lost or stolen.
 */
lost: boolean, 
/**
 * Whether it is to erase what it holds.
 */
erase: boolean, };

/**
 * When it is copied.
 */
export type SyncSaveRequest = { 
/**
 * Only when the person asks.
 */
on_request: boolean, };

/**
 * Whose 15 words open the server's copy.
 */
export type SyncSheet = "none" | "here" | "elsewhere" | "coming";

/**
 * Whether a copy is under way.
 */
export type SyncState = "idle" | "busy";

/**
 * A text: an invite, a server's card, or a new device's code.
 */
export type SyncTextRequest = { 
/**
 * As it was pasted.
 */
text: string, };

/**
 * What stopped the last copy.
 */
export type SyncTrouble = "no_answer" | "not_a_server" | "removed" | "copy_of_another" | "server_full" | "device_full" | "app_too_old" | "failed";

/**
 * The copy on other devices.
 */
export type SyncView = { 
/**
 * The organization's server; none where the person joined none.
 */
link: SyncLinkView | null, 
/**
 * In how many records versions of two devices wait for the person's choice.
 */
choices: number, 
/**
 * Whether the person removed this device on another one, and has not been told so here.
 */
removed: boolean, };

/**
 * Asks to use the table that was checked last.
 */
export type TableAcceptRequest = { 
/**
 * The shifts that are confirmed, by their index.
 */
shifts: Array<number>, };

/**
 * Switches the fetching of official tables on or off.
 */
export type TableAddressRequest = { 
/**
 * Whether it is on.
 */
on: boolean, };

/**
 * Fetching official tables.
 */
export type TableAddressView = { 
/**
 * Whether the person switched it on; off by default, and nothing is ever fetched by itself.
 */
on: boolean, 
/**
 * The exact address that is asked, and nothing else; absent without a zone.
 */
address: string | null, };

/**
 * A table that was read and checked. Nothing of it is used until it is accepted.
 */
export type TableCheckView = { 
/**
 * The file's name, or the address that was asked.
 */
from: string, 
/**
 * The zone that it was read for, in words.
 */
zone_words: string, 
/**
 * Why nothing of it can be used, in words; everything below is empty then.
 */
refusal_words: string | null, 
/**
 * From when to when it goes, in words.
 */
span_words: string | null, 
/**
 * On how many days there is a time to take.
 */
days: number, 
/**
 * How many times can be taken.
 */
accepted: number, 
/**
 * How many times are not taken.
 */
refused_count: number, 
/**
 * The first of those not taken, at most 100.
 */
refused: Array<RefusedTimeView>, 
/**
 * Prayers moved for weeks, each to be confirmed or left.
 */
shifts: Array<TableShiftView>, 
/**
 * The zone that the table fits better, in words: a warning.
 */
like_words: string | null, 
/**
 * The days without a row, in words, at most 20 stretches.
 */
missing_words: Array<string>, };

/**
 * A prayer that a table moves by the same minutes for weeks: the person decides.
 */
export type TableShiftView = { 
/**
 * Names it when the table is accepted.
 */
index: number, 
/**
 * Which time.
 */
time: SolatTime, 
/**
 * What it is called.
 */
name: string, 
/**
 * The difference in minutes, positive when the table is later.
 */
minutes: number, 
/**
 * The difference in words: "Subuh 8 minit lebih lewat, Ahad 1 Dis 2019 – Selasa 31 Dis 2019 (31 hari)".
 */
words: string, };

/**
 * The identifier of a talk.
 */
export type TalkId = string;

/**
 * A talk as its editor leaves it. A refusal's `at` is 0 for the place, 1 for the topic, 2 for the note, 3 for what was
 * told.
 */
export type TalkRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: TalkId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * In what kind of place.
 */
venue: TalkVenue, 
/**
 * Where, by its name.
 */
place: string | null, 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * How long it took, 1 to 1440.
 */
minutes: number | null, 
/**
 * What it is about.
 */
topic: string | null, 
/**
 * What to remember.
 */
note: string | null, 
/**
 * Which version of the person's story was told, in the person's own words.
 */
told: string | null, 
/**
 * The version that was picked.
 */
story: StoryVersionId | null, };

/**
 * A kind of place for a talk.
 */
export type TalkVenue = "school" | "mosque" | "work" | "community" | "programme" | "media" | "other";

/**
 * A kind of place for a talk that can be chosen.
 */
export type TalkVenueView = { 
/**
 * Which.
 */
venue: TalkVenue, 
/**
 * What it is called.
 */
name: string, };

/**
 * A talk.
 */
export type TalkView = { 
/**
 * Which.
 */
id: TalkId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * In what kind of place.
 */
venue: TalkVenue, 
/**
 * That kind of place, to be shown.
 */
venue_name: string, 
/**
 * Where, by its name.
 */
place: string | null, 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * The day in words.
 */
date_words: string, 
/**
 * Whether it is still to come.
 */
coming: boolean, 
/**
 * How long it took.
 */
minutes: number | null, 
/**
 * How long it took, in words.
 */
length_words: string | null, 
/**
 * What it is about.
 */
topic: string | null, 
/**
 * What to remember.
 */
note: string | null, 
/**
 * Which version of the person's story was told, in the person's own words.
 */
told: string | null, 
/**
 * The version of the story that was picked; it may be gone.
 */
story: StoryVersionId | null, };

/**
 * The words of a telling.
 */
export type TellingView = { 
/**
 * What stands above all.
 */
title: string | null, 
/**
 * The parts, in order.
 */
pieces: Array<StoryPieceView>, };

/**
 * What became of the last self-test.
 */
export type TestVerdict = { "kind": "waiting", 
/**
 * Seconds until then, rounded up.
 */
seconds: number, } | { "kind": "delivered", 
/**
 * Seconds after it was due.
 */
after: number, 
/**
 * What became of its sound, where that was noted.
 */
sound: SoundOutcome | null, } | { "kind": "late", 
/**
 * Seconds after it was due.
 */
after: number, } | { "kind": "missed" } | { "kind": "failed", 
/**
 * What became of its sound, where that was noted.
 */
sound: SoundOutcome | null, };

/**
 * The last self-test.
 */
export type TestView = { 
/**
 * What became of it.
 */
verdict: TestVerdict, 
/**
 * The same in words.
 */
words: string, };

/**
 * Light, dark, or as the device has it.
 */
export type Theme = "system" | "light" | "dark";

/**
 * Where the times come from.
 */
export type TimesSource = "computed" | "official";

/**
 * At what time of its days an item is.
 *
 * In a record one text: `any`, `at 0830`, `maghrib +15`, `fajr -10`.
 */
export type Timing = { "kind": "at", 
/**
 * The time.
 */
minute: MinuteOfDay, } | { "kind": "around", 
/**
 * That moment.
 */
anchor: Anchor, 
/**
 * How many minutes after it; before it is negative.
 */
minutes: AnchorShift, } | { "kind": "any_time" };

/**
 * The identifier of a tip heard at a meeting.
 */
export type TipId = string;

/**
 * A tip as it was typed.
 */
export type TipRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: TipId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * At which meeting.
 */
meeting: MeetingId, 
/**
 * The day on which it was heard, as YYYY-MM-DD; absent for today.
 */
date: string | null, 
/**
 * What was said.
 */
text: string, };

/**
 * Names a tip.
 */
export type TipTarget = { 
/**
 * Which.
 */
id: TipId, };

/**
 * A tip.
 */
export type TipView = { 
/**
 * Which.
 */
id: TipId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * The day on which it was heard, as YYYY-MM-DD.
 */
date: string, 
/**
 * That day in words.
 */
date_words: string, 
/**
 * What was said.
 */
text: string, };

/**
 * The Today screen.
 */
export type TodayView = { 
/**
 * The date in words.
 */
date_words: string, 
/**
 * The time in words.
 */
time_words: string, 
/**
 * The Hijri date in words, where religious content is on.
 */
hijri_words: string | null, 
/**
 * The prayers now, where religious content is on and a place was chosen.
 */
solat: SolatNowView | null, 
/**
 * Whether religious content is on and no place was chosen yet.
 */
solat_place_missing: boolean, 
/**
 * What today holds besides the five prayers, in order of time; what has the whole day comes last.
 */
agenda: Array<AgendaView>, 
/**
 * Reminders that could not be delivered in time: listed, never replayed.
 */
missed: Array<MissedView>, 
/**
 * How it stands with quiet; absent where nothing is to come that sounds.
 */
quiet: QuietView | null, 
/**
 * In how many milliseconds this view is out of date: at the next minute of the clock, and so at midnight too.
 */
next_change_ms: number, 
/**
 * Who is on duty now.
 */
on_duty: string | null, 
/**
 * Until when, in words.
 */
on_duty_until: string | null, 
/**
 * How many people are on the ladder.
 */
ladder: number, 
/**
 * How many people are on the list.
 */
people: number, 
/**
 * Those not greeted for a while, longest first.
 */
greet: Array<GreetView>, 
/**
 * How many cards are due for rehearsal.
 */
rehearse: number, 
/**
 * How many cards the plan has.
 */
cards: number, 
/**
 * One of the person's reasons, another one each day.
 */
reason: string | null, 
/**
 * Whether a check-in of today is still to come.
 */
check_in: boolean, 
/**
 * The early sign of these days, unless it was put away or switched off.
 */
sign: SignView | null, 
/**
 * Whether work ended a short while ago, by the person's own hours, and no shift was noted since.
 */
shift_waits: boolean, 
/**
 * Whether the recovery code still waits to be saved.
 */
recovery_unsaved: boolean, 
/**
 * Whether nothing can be written now, so that what is there can only be read.
 */
only_read: boolean, 
/**
 * Whether the key of the database lies on the disk.
 */
key_on_disk: boolean, 
/**
 * Since when no automatic backup could be made, in words, where that is worth a word.
 */
no_backup_since: string | null, };

/**
 * A version of a story that a talk can name.
 */
export type ToldChoiceView = { 
/**
 * Which.
 */
id: StoryVersionId, 
/**
 * What it is called, with its story: "Versi untuk sekolah (Jalan pulang)".
 */
name: string, };

/**
 * The identifier of a training.
 */
export type TrainingId = string;

/**
 * A training as its editor leaves it. A refusal's `at` is 0 for who gave it, 1 for the certificate, 2 for the note.
 */
export type TrainingRequest = { 
/**
 * Which one is edited; absent for a new one.
 */
id: TrainingId | null, 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * What it is called.
 */
title: string, 
/**
 * Who gave it.
 */
by: string | null, 
/**
 * The day on which it ended, as YYYY-MM-DD.
 */
date: string, 
/**
 * How many hours it took, 1 to 2000.
 */
hours: number | null, 
/**
 * What stands on the certificate.
 */
certificate: string | null, 
/**
 * The last day on which the certificate is good, as YYYY-MM-DD.
 */
expires_on: string | null, 
/**
 * Whether there are reminders before that day.
 */
remind: boolean, 
/**
 * What to remember.
 */
note: string | null, };

/**
 * A training.
 */
export type TrainingView = { 
/**
 * Which.
 */
id: TrainingId, 
/**
 * What the editor must hand back.
 */
seen: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * Who gave it.
 */
by: string | null, 
/**
 * The day on which it ended, as YYYY-MM-DD.
 */
date: string, 
/**
 * That day in words.
 */
date_words: string, 
/**
 * How many hours it took.
 */
hours: number | null, 
/**
 * What stands on the certificate.
 */
certificate: string | null, 
/**
 * The last day on which the certificate is good, as YYYY-MM-DD.
 */
expires_on: string | null, 
/**
 * That day in a sentence: "sah hingga 4 Mei 2026".
 */
expires_words: string | null, 
/**
 * Whether that day is near.
 */
ends_soon: boolean, 
/**
 * Whether there are reminders before that day.
 */
remind: boolean, 
/**
 * What to remember.
 */
note: string | null, };

/**
 * Something in the trash.
 */
export type TrashedBurdenView = { 
/**
 * Which.
 */
target: BurdenTarget, 
/**
 * What it says.
 */
text: string, };

/**
 * An entry in the trash.
 */
export type TrashedEntryView = { 
/**
 * Which.
 */
id: JournalEntryId, 
/**
 * How it begins.
 */
text: string, };

/**
 * A meeting or a tip in the trash.
 */
export type TrashedMeetingView = { 
/**
 * Which.
 */
target: MeetingTarget, 
/**
 * What it says.
 */
text: string, };

/**
 * Something in the trash.
 */
export type TrashedPathView = { 
/**
 * Which.
 */
target: PathTarget, 
/**
 * What it says, without any name of a path.
 */
text: string, };

/**
 * Something of the routine that lies in the trash.
 */
export type TrashedRoutineView = { 
/**
 * Which.
 */
target: RoutineTarget, 
/**
 * What it says.
 */
text: string, };

/**
 * Something in the trash.
 */
export type TrashedServiceView = { 
/**
 * Which.
 */
target: ServiceTarget, 
/**
 * What it says.
 */
text: string, };

/**
 * Something in the trash.
 */
export type TrashedStoryView = { 
/**
 * Which.
 */
target: StoriesTarget, 
/**
 * What it says.
 */
text: string, };

/**
 * Someone in the trash.
 */
export type TrashedView = { 
/**
 * Who.
 */
id: PersonId, 
/**
 * The name.
 */
name: string, };

/**
 * A day, week or month of trends.
 */
export type TrendPointView = { 
/**
 * Its first day, as YYYY-MM-DD.
 */
from: string, 
/**
 * In words: "Sabtu 21 Nov", "16–22 Nov", "Nov 2026".
 */
words: string, 
/**
 * In a few letters, for the axis: "21 Nov".
 */
short: string, 
/**
 * The mean of the answers about heaviness, 1 to 5.
 */
heaviness: number | null, 
/**
 * The mean of the answers about craving, 1 to 5.
 */
craving: number | null, 
/**
 * The mean of the answers about energy, 1 to 5.
 */
energy: number | null, 
/**
 * How many check-ins named the person's own burden.
 */
mine: number, 
/**
 * How many named a client's.
 */
client: number, 
/**
 * How many named both.
 */
both: number, 
/**
 * How many check-ins there were.
 */
check_ins: number, 
/**
 * What happened in it.
 */
marks: Array<Mark>, };

/**
 * Asks to write trends down where the person wants them.
 */
export type TrendsExportRequest = { 
/**
 * How far back.
 */
span: Span, 
/**
 * As what.
 */
format: TrendsFormat, };

/**
 * As what trends are written down.
 */
export type TrendsFormat = "csv" | "pdf";

/**
 * Asks for trends.
 */
export type TrendsRequest = { 
/**
 * How far back.
 */
span: Span, };

/**
 * How it went over time.
 */
export type TrendsView = { 
/**
 * How far back.
 */
span: Span, 
/**
 * Day by day, week by week or month by month, oldest first, without gaps.
 */
points: Array<TrendPointView>, 
/**
 * How many check-ins there are in this span.
 */
check_ins: number, 
/**
 * How many are dated after today, and so in no span: a clock was wrong once, or is now.
 */
ahead: number, };

/**
 * Why the database does not open though nobody locked it. It was left as it is.
 */
export type Trouble = "key_missing" | "keychain_silent" | "damaged" | "database_missing" | "newer" | "cannot_write" | "in_use";

/**
 * Some words of a record that has no place.
 */
export type UnfiledFieldView = { 
/**
 * The field's name.
 */
field: string, 
/**
 * What it says; never empty.
 */
words: string, };

/**
 * A record that has no place.
 */
export type UnfiledItemView = { 
/**
 * The record.
 */
id: string, 
/**
 * Where it belonged.
 */
area: ChoiceArea, 
/**
 * What the person wrote, also into what belongs to it; at least one field.
 */
fields: Array<UnfiledFieldView>, 
/**
 * When it was last written, by the clock of the device on which it was.
 */
at_words: string, };

/**
 * Everything that has no place, the newest first.
 */
export type UnfiledView = { 
/**
 * The records; empty if all have their place.
 */
unfiled: Array<UnfiledItemView>, };

/**
 * Asks for the app to be opened.
 */
export type UnlockRequest = { 
/**
 * The PIN or passphrase as typed.
 */
secret: string, };

/**
 * Takes back what was said of something on a day.
 */
export type UnmarkRequest = { 
/**
 * What it is about.
 */
target: MarkTarget, 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, };

/**
 * A reminder to come.
 */
export type UpcomingView = { 
/**
 * Names it.
 */
id: ReminderId, 
/**
 * What it is about, in the person's own words where there are any.
 */
title: string, 
/**
 * When it comes, in words.
 */
when_words: string, 
/**
 * When it comes, in milliseconds since 1970 UTC.
 */
at_ms: number, 
/**
 * How it sounds; silent in quiet hours.
 */
sound: Sound, };

/**
 * Days on which no prayer falls due.
 *
 * In a record one text: `2026-03-01/2026-03-07`, or `2026-03-01/` until the person ends it.
 */
export type Uzur = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day, if it is known.
 */
until: string | null, };

/**
 * Days on which no prayer falls due.
 */
export type UzurView = { 
/**
 * The first day, as YYYY-MM-DD.
 */
from: string, 
/**
 * The last day, as YYYY-MM-DD, if it is known.
 */
until: string | null, 
/**
 * The days in words.
 */
words: string, 
/**
 * Whether it holds today.
 */
now: boolean, };

/**
 * A version to read.
 */
export type VersionContentView = { 
/**
 * When, in words.
 */
made_words: string, 
/**
 * The lines by part.
 */
items: Array<VersionItemView>, 
/**
 * The cards: what follows "if" and what follows "then".
 */
cards: Array<[string, string]>, 
/**
 * The places.
 */
places: Array<string>, 
/**
 * The goals: part of life, goal, next step.
 */
goals: Array<[Dimension, string, string | null]>, };

/**
 * A line of a version.
 */
export type VersionItemView = { 
/**
 * The part.
 */
part: PlanPart, 
/**
 * What it says.
 */
text: string, };

/**
 * What a version does with a part, as its editor leaves it.
 */
export type VersionPartRequest = { 
/**
 * Which part.
 */
part: StoryPartId, 
/**
 * What is done with it; absent to say nothing.
 */
choice: Choice | null, 
/**
 * What stands above the other words.
 */
title: string | null, 
/**
 * The other words. They are kept whatever is done with the part.
 */
text: string | null, 
/**
 * What the view said.
 */
seen: string | null, };

/**
 * A part beside what a version does with it.
 */
export type VersionPartView = { 
/**
 * Which part.
 */
part: StoryPartId, 
/**
 * What it is called.
 */
name: string, 
/**
 * What stands above it in the story.
 */
title: string | null, 
/**
 * What it says in the story.
 */
text: string, 
/**
 * What the version does with it; absent while nothing was said, and then it is left out.
 */
choice: Choice | null, 
/**
 * What stands above the other words.
 */
own_title: string | null, 
/**
 * The other words.
 */
own_text: string | null, 
/**
 * Handed back when it is edited; absent while nothing was said, or where two devices each said something.
 */
seen: string | null, };

/**
 * Names a version.
 */
export type VersionTarget = { 
/**
 * Which.
 */
id: PlanVersionId, };

/**
 * A kept version of the plan, in a list.
 */
export type VersionView = { 
/**
 * Which.
 */
id: PlanVersionId, 
/**
 * When, in words.
 */
made_words: string, 
/**
 * The version that it is told against; absent for the first.
 */
before: PlanVersionId | null, 
/**
 * What it added, changed and removed against the one before, counted.
 */
added: number, 
/**
 * Changed.
 */
changed: number, 
/**
 * Removed.
 */
removed: number, };

/**
 * Asks for a page of the kept versions.
 */
export type VersionsRequest = { 
/**
 * How many newer ones to pass over.
 */
skip: number, };

/**
 * A page of the kept versions, newest first.
 */
export type VersionsView = { 
/**
 * The versions that can be read.
 */
versions: Array<VersionView>, 
/**
 * What to pass over for the next page, if there is one.
 */
next: number | null, 
/**
 * Whether the plan as it stands is none of them, since it is too long.
 */
too_long: boolean, };

/**
 * A week, looked back on.
 */
export type WeekView = { 
/**
 * Its Monday, as YYYY-MM-DD.
 */
week: string, 
/**
 * In words: "2 Mac – 8 Mac".
 */
words: string, 
/**
 * Whether it is the present one.
 */
present: boolean, 
/**
 * How much the work gave.
 */
gave: Amount | null, 
/**
 * How much it cost.
 */
cost: Amount | null, 
/**
 * What it gave and cost, in the order in which it was written.
 */
lines: Array<BalanceLineView>, };

/**
 * Days of the week, at least one; in JSON a list from Monday on.
 */
export type Weekdays = Array<"Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun">;

/**
 * What kind of thing an item of the routine is.
 *
 * The five prayers are no items: they are switched on one by one in the prayer settings.
 */
export type What = "sunat" | "zikir" | "quran" | "medication" | "rest" | "supervision" | "other";

/**
 * The hours as their editor leaves them.
 */
export type WorkRequest = { 
/**
 * What the view said.
 */
seen: string | null, 
/**
 * The hours of work; empty for none said.
 */
hours: Array<SpanView>, 
/**
 * The hours of quiet; empty for none.
 */
quiet: Array<SpanView>, 
/**
 * After how many days it is time to talk the work over; absent for never.
 */
supervision_days: number | null, };

/**
 * Hours of work and of quiet, and the boundary plan.
 */
export type WorkView = { 
/**
 * What the editor must hand back; absent before anything was chosen.
 */
seen: string | null, 
/**
 * The hours of work; empty for none said.
 */
hours: Array<SpanView>, 
/**
 * The hours of work in words.
 */
hours_words: string | null, 
/**
 * The hours of quiet; empty for none.
 */
quiet: Array<SpanView>, 
/**
 * The hours of quiet in words.
 */
quiet_words: string | null, 
/**
 * After how many days it is time to talk the work over; absent for never.
 */
supervision_days: number | null, 
/**
 * Whether the person is at work now, by these hours.
 */
duty: Duty, 
/**
 * The boundary plan, in the person's order.
 */
boundaries: Array<BoundaryView>, 
/**
 * Lines in the trash, newest first.
 */
trash: Array<TrashedBurdenView>, };

/**
 * Asks to open a prepared message to someone.
 */
export type WriteRequest = { 
/**
 * What it asks for.
 */
ask: Ask, 
/**
 * To whom.
 */
person: PersonId, 
/**
 * To which of their numbers, from 0.
 */
number: number, 
/**
 * By which way.
 */
channel: Channel, };

/**
 * Counts a zikir on, or back.
 */
export type ZikirRequest = { 
/**
 * Which.
 */
id: RoutineItemId, 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * By how many: 1 for a touch, −1 to undo one, or several at once.
 */
by: number, };

/**
 * Names a zikir on a day.
 */
export type ZikirTarget = { 
/**
 * Which.
 */
id: RoutineItemId, 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, };

/**
 * The counter of a zikir.
 */
export type ZikirView = { 
/**
 * Which.
 */
id: RoutineItemId, 
/**
 * The day, as YYYY-MM-DD.
 */
date: string, 
/**
 * The day in words, where it is not today.
 */
day_words: string | null, 
/**
 * What it is called.
 */
title: string, 
/**
 * Where it stands.
 */
count: number, 
/**
 * How often is wanted.
 */
aim: number | null, 
/**
 * What was said of it.
 */
state: AgendaState, };

/**
 * Asks for zones.
 */
export type ZoneSearchRequest = { 
/**
 * A district, a town, a state, a code, the address of a mosque, or "latitude, longitude"; empty for all zones.
 */
words: string, };

/**
 * A zone of Malaysia.
 */
export type ZoneView = { 
/**
 * Its code: WLY01.
 */
code: string, 
/**
 * What it is called: "Kuantan, Pahang".
 */
name_words: string, 
/**
 * Its state.
 */
state: string, 
/**
 * Its main town.
 */
town: string, 
/**
 * The districts that it covers.
 */
districts: Array<string>, 
/**
 * Which of its names fits what was searched.
 */
matched: string | null, 
/**
 * Why a zone is suggested for a point, in words: "31 km dari Kuantan. Pastikan dengan masjid anda."
 */
near_words: string | null, };

/**
 * The zones that fit, best first.
 */
export type ZonesView = { 
/**
 * The zones.
 */
zones: Array<ZoneView>, };

/** Events from the core: kinds only, no content. */
export type Events = {
    /** Where the app stands has changed: ask `appView` again. */
    stage: null;
    /** A long task has come further. */
    progress: ProgressView;
    /** A reminder was delivered, missed or planned anew: ask `remindersView` or `todayView` again. */
    reminders: null;
    /** Help was asked for from the tray. */
    help: null;
    /** Something about the copy on other devices has changed: ask `syncView` again. */
    sync: null;
    /** Records came from another device: ask again for whatever is shown. */
    records: null;
};

/** Every call to the core. */
export const core = {
    appView: () => call<AppView>("app_view"),
    appearanceSave: (request: Appearance) => call<AppView>("appearance_save", { request }),
    begin: () => call<AppView>("begin"),
    welcomeDone: () => call<AppView>("welcome_done"),
    unlock: (request: UnlockRequest) => call<AppView>("unlock", { request }),
    unlockWithRecovery: (request: RecoverRequest) => call<AppView>("unlock_with_recovery", { request }),
    lockNow: () => call<AppView>("lock_now"),
    openAgain: () => call<AppView>("open_again"),
    touched: () => call<null>("touched"),
    cover: (request: CoverRequest) => call<null>("cover", { request }),
    helpView: (request: HelpRequest) => call<HelpView>("help_view", { request }),
    helpContact: (request: ContactRequest) => call<ContactView>("help_contact", { request }),
    helpAnswer: (request: AnswerRequest) => call<null>("help_answer", { request }),
    todayView: () => call<TodayView>("today_view"),
    peopleView: () => call<PeopleView>("people_view"),
    personSave: (request: PersonRequest) => call<PeopleView>("person_save", { request }),
    personTrash: (request: PersonTarget) => call<PeopleView>("person_trash", { request }),
    personRestore: (request: PersonTarget) => call<PeopleView>("person_restore", { request }),
    personErase: (request: ErasePersonRequest) => call<PeopleView>("person_erase", { request }),
    personGreeted: (request: PersonTarget) => call<PeopleView>("person_greeted", { request }),
    ladderMove: (request: MoveOnLadderRequest) => call<PeopleView>("ladder_move", { request }),
    numberCheck: (request: CheckNumberRequest) => call<CheckedNumberView>("number_check", { request }),
    contactsChoose: () => call<FoundContactsView>("contacts_choose"),
    contactsImport: (request: ImportContactsRequest) => call<PeopleView>("contacts_import", { request }),
    contactsExport: () => call<SavedView>("contacts_export"),
    linesView: () => call<LinesView>("lines_view"),
    lineSave: (request: LineRequest) => call<LinesView>("line_save", { request }),
    lineHide: (request: HideLineRequest) => call<LinesView>("line_hide", { request }),
    lineMove: (request: MoveLineRequest) => call<LinesView>("line_move", { request }),
    lineErase: (request: EraseLineRequest) => call<LinesView>("line_erase", { request }),
    planView: () => call<PlanView>("plan_view"),
    decksView: () => call<DecksView>("decks_view"),
    planItemSave: (request: PlanItemRequest) => call<PlanView>("plan_item_save", { request }),
    planCardSave: (request: CardRequest) => call<PlanView>("plan_card_save", { request }),
    planPlaceSave: (request: PlaceRequest) => call<PlanView>("plan_place_save", { request }),
    planGoalSave: (request: GoalRequest) => call<PlanView>("plan_goal_save", { request }),
    planMove: (request: MoveInPlanRequest) => call<PlanView>("plan_move", { request }),
    planRemove: (request: PlanTarget) => call<PlanView>("plan_remove", { request }),
    planPutBack: (request: PlanTarget) => call<PlanView>("plan_put_back", { request }),
    planErase: (request: EraseInPlanRequest) => call<PlanView>("plan_erase", { request }),
    planRehearse: (request: RehearseRequest) => call<PlanView>("plan_rehearse", { request }),
    planVersions: (request: VersionsRequest) => call<VersionsView>("plan_versions", { request }),
    planVersion: (request: VersionTarget) => call<VersionContentView>("plan_version", { request }),
    planVersionRestore: (request: VersionTarget) => call<PlanView>("plan_version_restore", { request }),
    planPrint: (request: PrintRequest) => call<SavedView>("plan_print", { request }),
    placeShow: (request: PlaceTarget) => call<ContactView>("place_show", { request }),
    solatView: (request: SolatRequest) => call<SolatView>("solat_view", { request }),
    zonesSearch: (request: ZoneSearchRequest) => call<ZonesView>("zones_search", { request }),
    prayerSettingsView: () => call<PrayerSettingsView>("prayer_settings_view"),
    prayerSettingsSave: (request: PrayerSettingsRequest) => call<PrayerSettingsView>("prayer_settings_save", { request }),
    tableAddressView: () => call<TableAddressView>("table_address_view"),
    tableAddressSave: (request: TableAddressRequest) => call<TableAddressView>("table_address_save", { request }),
    tableChoose: () => call<TableCheckView>("table_choose"),
    tableDownload: () => call<TableCheckView>("table_download"),
    tableDownloadStop: () => call<null>("table_download_stop"),
    tableAccept: (request: TableAcceptRequest) => call<PrayerSettingsView>("table_accept", { request }),
    tableForget: () => call<PrayerSettingsView>("table_forget"),
    routineView: () => call<RoutineView>("routine_view"),
    routineSave: (request: RoutineRequest) => call<RoutineView>("routine_save", { request }),
    routineTrash: (request: RoutineTarget) => call<RoutineView>("routine_trash", { request }),
    routineRestore: (request: RoutineTarget) => call<RoutineView>("routine_restore", { request }),
    routineErase: (request: EraseRoutineRequest) => call<RoutineView>("routine_erase", { request }),
    routinePause: (request: PauseRequest) => call<RoutineView>("routine_pause", { request }),
    routineMove: (request: MoveRoutineRequest) => call<RoutineView>("routine_move", { request }),
    routineDay: (request: DayRequest) => call<DayView>("routine_day", { request }),
    mark: (request: MarkRequest) => call<TodayView>("mark", { request }),
    unmark: (request: UnmarkRequest) => call<TodayView>("unmark", { request }),
    zikirView: (request: ZikirTarget) => call<ZikirView>("zikir_view", { request }),
    zikirAdd: (request: ZikirRequest) => call<ZikirView>("zikir_add", { request }),
    quranSave: (request: QuranRequest) => call<RoutineView>("quran_save", { request }),
    historyView: (request: HistoryRequest) => call<HistoryView>("history_view", { request }),
    meetingsView: () => call<MeetingsView>("meetings_view"),
    meetingSave: (request: MeetingRequest) => call<MeetingsView>("meeting_save", { request }),
    meetingTrash: (request: MeetingTarget) => call<MeetingsView>("meeting_trash", { request }),
    meetingRestore: (request: MeetingTarget) => call<MeetingsView>("meeting_restore", { request }),
    meetingErase: (request: EraseMeetingRequest) => call<MeetingsView>("meeting_erase", { request }),
    meetingReply: (request: ReplyRequest) => call<MeetingsView>("meeting_reply", { request }),
    tipSave: (request: TipRequest) => call<MeetingsView>("tip_save", { request }),
    tipToDeck: (request: TipTarget) => call<SideView>("tip_to_deck", { request }),
    calendarExport: (request: CalendarRequest) => call<SavedView>("calendar_export", { request }),
    calendarChoose: () => call<FoundMeetingsView>("calendar_choose"),
    calendarImport: (request: ImportMeetingsRequest) => call<MeetingsView>("calendar_import", { request }),
    serviceView: () => call<ServiceView>("service_view"),
    serviceOlder: (request: OlderServiceRequest) => call<OlderServiceView>("service_older", { request }),
    serviceEntry: (request: ServiceEntryTarget) => call<ServiceEntryView>("service_entry", { request }),
    serviceEntrySave: (request: ServiceEntryRequest) => call<ServiceView>("service_entry_save", { request }),
    amendSave: (request: AmendRequest) => call<ServiceView>("amend_save", { request }),
    talkSave: (request: TalkRequest) => call<ServiceView>("talk_save", { request }),
    trainingSave: (request: TrainingRequest) => call<ServiceView>("training_save", { request }),
    serviceTrash: (request: ServiceTarget) => call<ServiceView>("service_trash", { request }),
    serviceRestore: (request: ServiceTarget) => call<ServiceView>("service_restore", { request }),
    serviceErase: (request: EraseServiceRequest) => call<ServiceView>("service_erase", { request }),
    serviceNumbers: (request: LookForNumbersRequest) => call<NumbersSeenView>("service_numbers", { request }),
    servicePreview: (request: ServiceSheetRequest) => call<SheetPreview>("service_preview", { request }),
    serviceExport: (request: ServiceExportRequest) => call<SavedView>("service_export", { request }),
    pathView: (request: PathRequest) => call<PathView>("path_view", { request }),
    pathEvent: (request: PathEventTarget) => call<PathEventView>("path_event", { request }),
    pathGoalSave: (request: PathGoalRequest) => call<PathView>("path_goal_save", { request }),
    pathEventSave: (request: PathEventRequest) => call<PathEventView>("path_event_save", { request }),
    pathReturn: (request: PathReturnRequest) => call<PathView>("path_return", { request }),
    pathTold: () => call<PathView>("path_told"),
    pathTrash: (request: PathTarget) => call<PathView>("path_trash", { request }),
    pathRestore: (request: PathTarget) => call<PathView>("path_restore", { request }),
    pathErase: (request: ErasePathRequest) => call<PathView>("path_erase", { request }),
    storiesView: () => call<StoriesView>("stories_view"),
    storyView: (request: StoryTarget) => call<StoryView>("story_view", { request }),
    storySave: (request: StoryRequest) => call<StoryView>("story_save", { request }),
    storyPartSave: (request: StoryPartRequest) => call<StoryView>("story_part_save", { request }),
    storyPartMove: (request: MoveStoryPartRequest) => call<StoryView>("story_part_move", { request }),
    storyVersion: (request: StoryVersionTarget) => call<StoryVersionView>("story_version", { request }),
    storyVersionSave: (request: StoryVersionRequest) => call<StoryVersionView>("story_version_save", { request }),
    storySharing: (request: StoryVersionTarget) => call<StorySharingView>("story_sharing", { request }),
    storyPreview: (request: StoryPreviewRequest) => call<StoryPreviewView>("story_preview", { request }),
    storyShare: (request: StoryShareRequest) => call<StorySharedView>("story_share", { request }),
    storyTrash: (request: StoriesTarget) => call<StoriesView>("story_trash", { request }),
    storyRestore: (request: StoriesTarget) => call<StoriesView>("story_restore", { request }),
    storyErase: (request: EraseStoryRequest) => call<StoriesView>("story_erase", { request }),
    reflectionView: () => call<ReflectionView>("reflection_view"),
    checkinView: (request: CheckInTarget) => call<CheckInView>("checkin_view", { request }),
    checkinSave: (request: CheckInRequest) => call<ReflectionView>("checkin_save", { request }),
    checkinTrash: (request: CheckInTarget) => call<CheckInsView>("checkin_trash", { request }),
    checkinRestore: (request: CheckInTarget) => call<CheckInsView>("checkin_restore", { request }),
    checkinErase: (request: EraseCheckInRequest) => call<CheckInsView>("checkin_erase", { request }),
    checkinsView: (request: CheckInsRequest) => call<CheckInsView>("checkins_view", { request }),
    trendsView: (request: TrendsRequest) => call<TrendsView>("trends_view", { request }),
    trendsExport: (request: TrendsExportRequest) => call<SavedView>("trends_export", { request }),
    reflectionSettingsSave: (request: ReflectionSettingsRequest) => call<ReflectionView>("reflection_settings_save", { request }),
    signRead: (request: SignReadRequest) => call<ReflectionView>("sign_read", { request }),
    journalView: (request: JournalRequest) => call<JournalView>("journal_view", { request }),
    journalEntry: (request: JournalTarget) => call<JournalEntryView>("journal_entry", { request }),
    journalSave: (request: JournalSaveRequest) => call<JournalEntryView>("journal_save", { request }),
    journalTrash: (request: JournalTarget) => call<JournalView>("journal_trash", { request }),
    journalRestore: (request: JournalTarget) => call<JournalView>("journal_restore", { request }),
    journalErase: (request: EraseEntryRequest) => call<JournalView>("journal_erase", { request }),
    journalExport: (request: JournalExportRequest) => call<SavedView>("journal_export", { request }),
    search: (request: SearchRequest) => call<SearchView>("search", { request }),
    burdenView: () => call<BurdenView>("burden_view"),
    burdenWrite: (request: WriteRequest) => call<ContactView>("burden_write", { request }),
    burdenTrash: (request: BurdenTarget) => call<null>("burden_trash", { request }),
    burdenRestore: (request: BurdenTarget) => call<null>("burden_restore", { request }),
    burdenErase: (request: EraseBurdenRequest) => call<null>("burden_erase", { request }),
    shiftDone: () => call<BurdenView>("shift_done"),
    shiftSave: (request: ShiftRequest) => call<BurdenView>("shift_save", { request }),
    shiftView: (request: ShiftTarget) => call<ShiftView>("shift_view", { request }),
    shiftsView: (request: ShiftsRequest) => call<ShiftsView>("shifts_view", { request }),
    workView: () => call<WorkView>("work_view"),
    workSave: (request: WorkRequest) => call<WorkView>("work_save", { request }),
    boundarySave: (request: BoundaryRequest) => call<WorkView>("boundary_save", { request }),
    boundaryMove: (request: MoveBoundaryRequest) => call<WorkView>("boundary_move", { request }),
    balanceView: (request: BalanceRequest) => call<BalanceView>("balance_view", { request }),
    balanceSave: (request: BalanceSaveRequest) => call<BalanceView>("balance_save", { request }),
    balanceLineSave: (request: BalanceLineRequest) => call<BalanceView>("balance_line_save", { request }),
    remindersView: () => call<RemindersView>("reminders_view"),
    remindersSave: (request: ReminderSettings) => call<RemindersView>("reminders_save", { request }),
    remindersMute: (request: MuteRequest) => call<RemindersView>("reminders_mute", { request }),
    reminderService: () => call<ReminderServiceView>("reminder_service"),
    reminderTest: () => call<RemindersView>("reminder_test"),
    soundChoose: () => call<RemindersView>("sound_choose"),
    soundForget: () => call<RemindersView>("sound_forget"),
    autostartSave: (request: AutostartRequest) => call<RemindersView>("autostart_save", { request }),
    settingsView: () => call<SettingsView>("settings_view"),
    deviceSave: (request: DeviceSettings) => call<SettingsView>("device_save", { request }),
    profileSave: (request: ProfileSettings) => call<SettingsView>("profile_save", { request }),
    lockSet: (request: SetLockRequest) => call<SettingsView>("lock_set", { request }),
    recoveryView: () => call<RecoveryView>("recovery_view"),
    recoverySaved: () => call<SettingsView>("recovery_saved"),
    recoveryRenew: () => call<RecoveryView>("recovery_renew"),
    recoveryPrint: (request: RecoveryPrintRequest) => call<SavedView>("recovery_print", { request }),
    syncView: () => call<SyncView>("sync_view"),
    syncRemovedSeen: () => call<SyncView>("sync_removed_seen"),
    syncAuthorityChoose: () => call<SyncAuthorityView>("sync_authority_choose"),
    syncInviteCheck: (request: SyncTextRequest) => call<SyncInviteView>("sync_invite_check", { request }),
    syncCodesChoose: () => call<SyncCodesView>("sync_codes_choose"),
    syncCamera: (request: SyncCameraRequest) => call<null>("sync_camera", { request }),
    syncCodesScan: (request: SyncFrameRequest) => call<SyncCodesView>("sync_codes_scan", { request }),
    syncJoin: (request: SyncJoinRequest) => call<SyncView>("sync_join", { request }),
    syncCard: () => call<SyncCardView>("sync_card"),
    syncPairBegin: (request: SyncPairRequest) => call<SyncPairView>("sync_pair_begin", { request }),
    syncPairStep: () => call<SyncPairView>("sync_pair_step"),
    syncPairStop: () => call<null>("sync_pair_stop"),
    syncOfferChoose: () => call<SyncOfferView>("sync_offer_choose"),
    syncOfferRead: (request: SyncTextRequest) => call<SyncOfferView>("sync_offer_read", { request }),
    syncOfferConfirm: (request: SyncConfirmRequest) => call<SyncView>("sync_offer_confirm", { request }),
    syncOfferStop: () => call<null>("sync_offer_stop"),
    syncDeviceRemove: (request: SyncRemoveRequest) => call<SyncView>("sync_device_remove", { request }),
    syncSheetUse: () => call<SyncView>("sync_sheet_use"),
    syncRecover: (request: SyncRecoverRequest) => call<SyncView>("sync_recover", { request }),
    syncNow: () => call<SyncView>("sync_now"),
    syncSave: (request: SyncSaveRequest) => call<SyncView>("sync_save", { request }),
    syncHeld: (request: SyncHeldRequest) => call<SyncView>("sync_held", { request }),
    syncLeave: (request: SyncLeaveRequest) => call<SyncLeftView>("sync_leave", { request }),
    choicesView: () => call<ChoicesView>("choices_view"),
    choiceMake: (request: ChoiceRequest) => call<ChoicesView>("choice_make", { request }),
    unfiledView: () => call<UnfiledView>("unfiled_view"),
    unfiledErase: (request: EraseUnfiledRequest) => call<UnfiledView>("unfiled_erase", { request }),
    backupsView: () => call<AutoBackupsView>("backups_view"),
    backupSave: (request: SaveBackupRequest) => call<SavedView>("backup_save", { request }),
    backupChoose: () => call<ChosenBackupView>("backup_choose"),
    backupRestore: (request: RestoreBackupRequest) => call<AppView>("backup_restore", { request }),
    autoBackupRestore: (request: AutoBackupTarget) => call<AppView>("auto_backup_restore", { request }),
    exportEverything: () => call<SavedView>("export_everything"),
    eraseEverything: () => call<AppView>("erase_everything"),
};
