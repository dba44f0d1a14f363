//! The plan on one A4 page, in two columns; in more pages only where it would become too small to read.

use ukhwah_domain::direction::isolated;
use ukhwah_domain::language::Language;

use super::content::{CardWords, Entry, Section};
use crate::paper::fonts::Weight;
use crate::paper::lines::{Line, Setter};
use crate::paper::sheet::{
    A4, ASCENT, Area, Colour, EDGE, INK, INK_SOFT, LEADING, LINE, MM, Mark, PRIMARY, SUN, SUN_SOFT, SURFACE, moved,
    rounded,
};
use crate::text;

const MARGIN: f32 = 16.0 * MM;
const GAP: f32 = 9.0 * MM;
const COLUMN: f32 = (A4.width - 2.0 * MARGIN - GAP) / 2.0;
const TITLE: f32 = 22.0;
const TOP: f32 = MARGIN + 2.1 * TITLE;
const COLUMN_HEIGHT: f32 = A4.height - TOP - MARGIN;

/// The sizes of type to try, from the largest to the smallest that is read without effort.
const SIZES: [f32; 8] = [12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5];

/// More lines than this do not stay together.
const MOST_ON_A_CARD: usize = 30;

/// What stays together on a page; its marks count from its own top left corner.
struct Block {
    marks: Vec<Mark>,
    height: f32,
    /// The space above it, except at the head of a column.
    before: f32,
    /// Whether it may not be the last in a column.
    leads: bool,
}

/// Where a block stands: its column, counted through all pages, and its top.
type Place = (usize, f32);

/// The pages of a plan.
pub(super) fn pages(sections: &[Section], setter: &mut Setter, language: Language) -> Vec<Vec<Mark>> {
    let blocks = fitted(|size| blocks(sections, setter, size, language));
    let fewest = sheets(&flow(&blocks, COLUMN_HEIGHT));
    let places = balanced(&blocks);
    let mut pages: Vec<Vec<Mark>> = (0..fewest).map(|page| frame(page, fewest, setter, language)).collect();
    for (block, (column, top)) in blocks.into_iter().zip(places) {
        let left = if column % 2 == 0 { MARGIN } else { MARGIN + COLUMN + GAP };
        pages[column / 2].extend(block.marks.into_iter().map(|mark| moved(mark, left, TOP + top)));
    }
    pages
}

/// The blocks in the largest type that needs no more paper than the smallest does.
fn fitted(mut set: impl FnMut(f32) -> Vec<Block>) -> Vec<Block> {
    let [largest, .., smallest] = SIZES;
    let blocks = set(largest);
    if sheets(&flow(&blocks, COLUMN_HEIGHT)) == 1 {
        return blocks;
    }
    let mut best = set(smallest);
    let fewest = sheets(&flow(&best, COLUMN_HEIGHT));
    let (mut fits, mut not) = (SIZES.len() - 1, 0);
    while fits - not > 1 {
        let middle = usize::midpoint(fits, not);
        let blocks = set(SIZES[middle]);
        if sheets(&flow(&blocks, COLUMN_HEIGHT)) == fewest {
            (best, fits) = (blocks, middle);
        } else {
            not = middle;
        }
    }
    best
}

/// Places the blocks in columns of this height. A column is left early rather than parting what belongs together.
fn flow(blocks: &[Block], height: f32) -> Vec<Place> {
    let (mut places, mut column, mut top) = (Vec::new(), 0, 0.0_f32);
    for (index, block) in blocks.iter().enumerate() {
        let leads_here = index > 0 && blocks[index - 1].leads;
        if top > 0.0 && !leads_here && top + together(&blocks[index..]) > height {
            (column, top) = (column + 1, 0.0);
        }
        if top > 0.0 {
            top += block.before;
        }
        places.push((column, top));
        top += block.height;
    }
    places
}

/// The height of the first block with all that it leads.
fn together(blocks: &[Block]) -> f32 {
    let leading = blocks.iter().take_while(|block| block.leads).count();
    blocks.iter().take(leading + 1).map(|block| block.before + block.height).sum()
}

fn sheets(places: &[Place]) -> usize {
    places.last().map_or(0, |(column, _)| column / 2 + 1)
}

/// The same pages with columns of about the same height, so that a short plan does not crowd the left.
fn balanced(blocks: &[Block]) -> Vec<Place> {
    let full = flow(blocks, COLUMN_HEIGHT);
    let most = 2 * sheets(&full);
    let (mut low, mut high) = (0.0, COLUMN_HEIGHT);
    for _ in 0..12 {
        let middle = f32::midpoint(low, high);
        let fits = flow(blocks, middle).last().is_some_and(|(column, _)| *column < most);
        (low, high) = if fits { (low, middle) } else { (middle, high) };
    }
    flow(blocks, high)
}

fn frame(page: usize, pages: usize, setter: &mut Setter, language: Language) -> Vec<Mark> {
    let title = setter.set_line(text::print_title(language), Weight::SemiBold);
    let mut marks = vec![Mark::Type { line: title, x: MARGIN, baseline: MARGIN + TITLE, size: TITLE, colour: INK }];
    if pages > 1 {
        let line = setter.set_line(&format!("{} / {pages}", page + 1), Weight::Regular);
        let x = A4.width - MARGIN - line.width * 9.0;
        marks.push(Mark::Type { line, x, baseline: MARGIN + TITLE, size: 9.0, colour: INK_SOFT });
    }
    marks
}

fn blocks(sections: &[Section], setter: &mut Setter, size: f32, language: Language) -> Vec<Block> {
    let mut desk = Desk { setter, size, language, blocks: Vec::new() };
    for section in sections {
        desk.heading(section.heading);
        for entry in &section.entries {
            desk.entry(entry);
        }
    }
    desk.blocks
}

/// Makes blocks in one size of type.
struct Desk<'s> {
    setter: &'s mut Setter,
    size: f32,
    language: Language,
    blocks: Vec<Block>,
}

impl Desk<'_> {
    fn heading(&mut self, words: &str) {
        let size = self.size * 1.12;
        let lines = self.setter.set(words, Weight::SemiBold, COLUMN / size);
        let mut block = Block { marks: Vec::new(), height: 0.0, before: 1.5 * self.size, leads: true };
        for line in lines {
            block.line(line, 0.0, size, PRIMARY);
        }
        block.height += 0.3 * self.size;
        let rule = Area { x: 0.0, y: block.height, width: COLUMN, height: 0.75 };
        block.marks.push(Mark::Filled { path: rounded(rule, 0.0, 0.0), colour: LINE });
        block.height += 0.1 * self.size;
        self.blocks.push(block);
    }

    fn entry(&mut self, entry: &Entry) {
        match entry {
            Entry::Text(words) => self.text(words, Weight::Regular, dot),
            Entry::Card(card) => self.card(card),
            Entry::Named { name, more } => {
                self.text(name, Weight::SemiBold, dot);
                more.iter().for_each(|more| self.below(more, INK));
            }
            Entry::Group(name) => self.group(name),
            Entry::Goal { text, next_step, done } => {
                self.text(text, Weight::Regular, if *done { tick } else { dot });
                next_step.iter().for_each(|step| self.below(step, INK_SOFT));
            }
        }
    }

    /// Words after a dot, which stands on the side from which they are read.
    fn text(&mut self, words: &str, weight: Weight, sign: fn(f32) -> Mark) {
        let first = self.blocks.len();
        let mut block = Block { marks: Vec::new(), height: 0.0, before: 0.42 * self.size, leads: false };
        self.lines(words, weight, INK, &mut block);
        self.blocks.push(block);
        let marks = &mut self.blocks[first].marks;
        let from_right = matches!(marks.first(), Some(Mark::Type { line, .. }) if line.from_right);
        let sign = sign(self.size);
        marks.push(if from_right { moved(sign, COLUMN - 0.62 * self.size, 0.0) } else { sign });
    }

    /// Words that belong to the block above.
    fn below(&mut self, words: &str, colour: Colour) {
        if let Some(last) = self.blocks.last_mut() {
            last.leads = true;
        }
        let mut block = Block { marks: Vec::new(), height: 0.0, before: 0.0, leads: false };
        self.lines(words, Weight::Regular, colour, &mut block);
        self.blocks.push(block);
    }

    /// Sets lines into `block`. Of a long text the earlier ones become blocks of their own, so that it may part.
    fn lines(&mut self, words: &str, weight: Weight, colour: Colour, block: &mut Block) {
        let indent = self.indent();
        let lines = self.setter.set(words, weight, (COLUMN - indent) / self.size);
        let is_long = lines.len() > 4;
        let last = lines.len().saturating_sub(1);
        for (index, line) in lines.into_iter().enumerate() {
            // No line stands alone at the end or the head of a column.
            if is_long && index > 1 && index < last {
                let next = Block { marks: Vec::new(), height: 0.0, before: 0.0, leads: false };
                self.blocks.push(std::mem::replace(block, next));
            }
            block.line(line, indent, self.size, colour);
        }
    }

    fn group(&mut self, name: &str) {
        let size = self.size * 0.94;
        let line = self.setter.set_line(name, Weight::SemiBold);
        let mut block = Block { marks: Vec::new(), height: 0.0, before: 0.5 * self.size, leads: true };
        block.line(line, 0.0, size, INK_SOFT);
        self.blocks.push(block);
    }

    /// The situation on a band of warm colour, the response below it.
    fn card(&mut self, card: &CardWords) {
        let (size, padding) = (self.size, 0.62 * self.size);
        let labels = [text::print_if(self.language), text::print_then(self.language)];
        let [if_label, then_label] = labels.map(|label| self.setter.set_line(label, Weight::SemiBold));
        let label_size = 0.78 * size;
        let indent = if_label.width.max(then_label.width) * label_size + 2.0 * padding;
        let width = (COLUMN - indent - padding) / size;
        let mut set = |words: &str, weight| self.setter.set(&words.replace('\n', " "), weight, width);
        let (situation, response) = (set(&card.situation, Weight::Regular), set(&card.response, Weight::SemiBold));
        if situation.len() + response.len() > MOST_ON_A_CARD {
            // Writing this wide does not fit a panel; as lines it may part.
            self.text(&format!("{}: {}", labels[0], isolated(&card.situation)), Weight::Regular, dot);
            return self.text(&format!("{}: {}", labels[1], isolated(&card.response)), Weight::SemiBold, dot);
        }
        let mut block = Block { marks: Vec::new(), height: padding, before: 0.6 * size, leads: false };
        block.labelled((if_label, label_size, SUN), situation, (padding, indent), size);
        let upper = block.height + 0.75 * padding;
        block.height = upper + 0.75 * padding;
        block.labelled((then_label, label_size, PRIMARY), response, (padding, indent), size);
        block.height += padding;
        let whole = Area { x: 0.0, y: 0.0, width: COLUMN, height: block.height };
        let corner = 0.6 * size;
        let panels = [
            Mark::Filled { path: rounded(whole, corner, corner), colour: SURFACE },
            Mark::Filled { path: rounded(Area { height: upper, ..whole }, corner, 0.0), colour: SUN_SOFT },
            Mark::Outline { path: rounded(whole, corner, corner), width: 0.75, colour: LINE },
        ];
        block.marks.splice(0..0, panels);
        self.blocks.push(block);
    }

    fn indent(&self) -> f32 {
        1.05 * self.size
    }
}

impl Block {
    /// Adds a line below what is there.
    fn line(&mut self, line: Line, left: f32, size: f32, colour: Colour) {
        let x = if line.from_right { COLUMN - left } else { left };
        self.marks.push(Mark::Type { line, x, baseline: self.height + ASCENT * size, size, colour });
        self.height += LEADING * size;
    }

    /// Adds lines with a label left of the first.
    fn labelled(
        &mut self,
        (label, label_size, colour): (Line, f32, Colour),
        lines: Vec<Line>,
        (padding, indent): (f32, f32),
        size: f32,
    ) {
        let baseline = self.height + ASCENT * size;
        self.marks.push(Mark::Type { line: label, x: padding, baseline, size: label_size, colour });
        for line in lines {
            self.line(line, indent, size, INK);
            if let Some(Mark::Type { line, x, .. }) = self.marks.last_mut()
                && line.from_right
            {
                *x = COLUMN - padding;
            }
        }
    }
}

fn dot(size: f32) -> Mark {
    Mark::Dot { x: 0.28 * size, y: (ASCENT - 0.32) * size, radius: 0.15 * size, colour: EDGE }
}

fn tick(size: f32) -> Mark {
    Mark::Tick { x: 0.36 * size, y: (ASCENT - 0.34) * size, size: 0.66 * size, colour: PRIMARY }
}
