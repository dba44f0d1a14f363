// Written by `./dev gen` from the table of calls in crates/ukhwah-client. Do not edit.

import { call } from './call';

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
 * Whether this device has a key store of its own.
 */
keychain: boolean, 
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
 * Why an automatic backup was made.
 */
export type BackupReason = "daily" | "update" | "restore";

/**
 * With what a backup file opens.
 */
export type BackupSecret = "passphrase" | "recovery_code";

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
 * By which way.
 */
export type Channel = "call" | "whatsapp" | "sms" | "map";

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
 * Why a request was not carried out. Nothing was changed, and nothing that was written is lost.
 */
export type ErrorCode = "locked" | "wrong_secret" | "wait_first" | "weak_pin" | "weak_passphrase" | "pin_needs_keychain" | "keychain_failed" | "recovery_word_unknown" | "recovery_word_count" | "recovery_words_wrong" | "recovery_code_other" | "name_empty" | "name_too_long" | "text_empty" | "text_too_long" | "number_empty" | "number_too_short" | "number_too_long" | "number_invalid" | "hours_invalid" | "date_invalid" | "map_link_short" | "map_link_invalid" | "not_found" | "newer_record" | "disk_full" | "read_only" | "damaged" | "nothing_opens" | "cancelled" | "file_unreadable" | "file_too_large" | "no_contacts" | "not_a_backup" | "backup_damaged" | "backup_newer" | "nothing_to_print" | "bad_request" | "failed";

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
 * The lines, those that answer now first; 999 is always the last of them.
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
 * Asks to keep contacts that were found.
 */
export type ImportContactsRequest = { 
/**
 * Their indices in the last [`FoundContactsView`].
 */
chosen: Array<number>, };

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
 * Whether someone knows about the recovery.
 */
export type Knows = "yes" | "no" | "unsure";

/**
 * A language that the whole app speaks.
 */
export type Language = "ms" | "en";

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
 * What the person types to unlock.
 */
export type LockKind = "pin" | "passphrase";

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
 * How a card fared in a rehearsal.
 */
export type Outcome = "still_works" | "changed";

/**
 * Names a line of the person's own.
 */
export type OwnLineTarget = { 
/**
 * Which.
 */
id: LineId, };

/**
 * The paper to print on.
 */
export type Paper = "a6_cards" | "a4_page";

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
 * All numbers, in order; one that is missing here goes into the trash.
 */
numbers: Array<NumberRequest>, };

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
 * What was removed last and can be put back.
 */
removed: Array<RemovedView>, };

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
 * Light, dark, or as the device has it.
 */
export type Theme = "system" | "light" | "dark";

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
 * Whether the recovery code still waits to be saved.
 */
recovery_unsaved: boolean, 
/**
 * Whether the key of the database lies on the disk.
 */
key_on_disk: boolean, };

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
 * Why the database does not open though nobody locked it. It was left as it is.
 */
export type Trouble = "key_missing" | "keychain_silent" | "damaged" | "database_missing" | "newer" | "cannot_write" | "in_use";

/**
 * Asks for the app to be opened.
 */
export type UnlockRequest = { 
/**
 * The PIN or passphrase as typed.
 */
secret: string, };

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
 * The kept versions, newest first.
 */
export type VersionsView = { 
/**
 * The versions.
 */
versions: Array<VersionView>, };

/** Events from the core: kinds only, no content. */
export type Events = {
    /** Where the app stands has changed: ask `appView` again. */
    stage: null;
    /** A long task has come further. */
    progress: ProgressView;
    /** Help was asked for from the tray. */
    help: null;
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
    lineErase: (request: OwnLineTarget) => call<LinesView>("line_erase", { request }),
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
    planVersions: () => call<VersionsView>("plan_versions"),
    planVersion: (request: VersionTarget) => call<VersionContentView>("plan_version", { request }),
    planVersionRestore: (request: VersionTarget) => call<PlanView>("plan_version_restore", { request }),
    planPrint: (request: PrintRequest) => call<SavedView>("plan_print", { request }),
    placeShow: (request: PlaceTarget) => call<ContactView>("place_show", { request }),
    settingsView: () => call<SettingsView>("settings_view"),
    deviceSave: (request: DeviceSettings) => call<SettingsView>("device_save", { request }),
    profileSave: (request: ProfileSettings) => call<SettingsView>("profile_save", { request }),
    lockSet: (request: SetLockRequest) => call<SettingsView>("lock_set", { request }),
    recoveryView: () => call<RecoveryView>("recovery_view"),
    recoverySaved: () => call<SettingsView>("recovery_saved"),
    recoveryPrint: () => call<SavedView>("recovery_print"),
    backupsView: () => call<AutoBackupsView>("backups_view"),
    backupSave: (request: SaveBackupRequest) => call<SavedView>("backup_save", { request }),
    backupChoose: () => call<ChosenBackupView>("backup_choose"),
    backupRestore: (request: RestoreBackupRequest) => call<AppView>("backup_restore", { request }),
    autoBackupRestore: (request: AutoBackupTarget) => call<AppView>("auto_backup_restore", { request }),
    exportEverything: () => call<SavedView>("export_everything"),
    eraseEverything: () => call<AppView>("erase_everything"),
};
