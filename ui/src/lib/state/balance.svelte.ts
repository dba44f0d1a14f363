import { core, type Amount, type BalanceSide, type BalanceView, type BurdenTarget } from '$lib/ipc';

/** How many more weeks of the past are asked for at a time. */
const MORE_WEEKS = 26;

/** What a week of work gave and cost, as the core last said. */
export class Balance {
  /** `null` until the first answer. */
  view = $state<BalanceView | null>(null);
  /** Why it could not be read. */
  refusal = $state<unknown>(null);

  #week: string | null = null;
  #weeks = 0;
  #turn: Promise<unknown> = Promise.resolve();

  /** Shows a week, named by one of its days; the present one without a name. */
  async load(week: string | null = this.#week): Promise<void> {
    this.#week = week;
    try {
      this.view = await core.balanceView({ week, weeks: this.#weeks });
      this.refusal = null;
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  async loadMore(): Promise<void> {
    this.#weeks = (this.view?.weeks.length ?? 0) + MORE_WEEKS;
    await this.load();
  }

  /** Answers how much; one answer after the other, so that none takes another one back. */
  answer(side: BalanceSide, amount: Amount | null): Promise<void> {
    const turn = this.#turn.then(() => this.#answer(side, amount));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async add(side: BalanceSide, text: string): Promise<void> {
    const week = this.view?.week.week ?? null;
    await core.balanceLineSave({ id: null, seen: null, week, side, text });
    await this.load();
  }

  async trashOne(target: BurdenTarget): Promise<void> {
    await core.burdenTrash(target);
    await this.load();
  }

  async restore(target: BurdenTarget): Promise<void> {
    await core.burdenRestore(target);
    await this.load();
  }

  async erase(target: BurdenTarget, purgeBackups: boolean): Promise<void> {
    await core.burdenErase({ target, purge_backups: purgeBackups });
    await this.load();
  }

  async #answer(side: BalanceSide, amount: Amount | null): Promise<void> {
    if (this.view === null) return;
    const { week, gave, cost } = this.view.week;
    await core.balanceSave({ week, gave, cost, [side]: amount });
    await this.load();
  }
}

/** Keeps one line in the present week, under what it cost. */
export async function keepCost(text: string): Promise<void> {
  await core.balanceLineSave({ id: null, seen: null, week: null, side: 'cost', text });
}

export const balance = new Balance();
