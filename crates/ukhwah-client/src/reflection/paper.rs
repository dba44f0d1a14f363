//! Trends on paper: a small chart for each question and for whose burden it was, then the same as a table.

use chrono::{Datelike as _, NaiveDate};
use krilla::geom::PathBuilder;
use ukhwah_domain::checkin::Burden;
use ukhwah_domain::language::Language;
use ukhwah_domain::time::short_date_words;

use super::{Mark as Happened, TrendPointView, TrendsView};
use crate::error::IpcError;
use crate::paper::fonts::Weight;
use crate::paper::lines::Setter;
use crate::paper::sheet::{Area, Colour, INK, INK_SOFT, LINE, MM, Mark, PRIMARY, SUN, rectangles};
use crate::paper::{Column, Drawing, Report, ReportSection, Table, drawn_report};
use crate::text;

/// From one chart to the one beside or below it.
const GAP: f32 = 8.0 * MM;
const CHART: f32 = 46.0 * MM;
const LETTERS: f32 = 8.5;
/// What a chart keeps free for its heading, the steps beside it and the days below it.
const ABOVE: f32 = 2.4 * LETTERS;
const BESIDE: f32 = 1.8 * LETTERS;
const BELOW: f32 = 2.2 * LETTERS;
/// Where there are more points than this, a line without dots is clearer.
const MOST_DOTS: usize = 31;
const BOTH: Colour = (0x9a, 0xa6, 0xa1);

/// Makes a sheet of trends as a PDF. Nothing on it says what the app is about.
///
/// # Errors
/// If it cannot be made.
pub(super) fn printed(trends: &TrendsView, today: NaiveDate, language: Language) -> Result<Vec<u8>, IpcError> {
    let first = trends.points.first().and_then(|point| point.from.parse().ok()).unwrap_or(today);
    let day = |date: NaiveDate| format!("{} {}", short_date_words(date, language), date.year());
    let report = Report {
        title: text::trends_title(language).to_owned(),
        below: vec![text::trends_period(language, day(first), day(today))],
        sections: vec![ReportSection {
            paragraphs: vec![text::trends_footnote(language).to_owned()],
            table: Some(table(trends, language)),
            ..ReportSection::default()
        }],
    };
    let draw = |setter: &mut Setter, area: Area| charts(&trends.points, setter, area, language);
    drawn_report(&report, &Drawing { height: 2.0 * CHART + GAP, draw: &draw }, language)
}

/// The newest first, like on the screen; without what has neither a check-in nor anything that happened.
fn table(trends: &TrendsView, language: Language) -> Table {
    let numbers = |heading: &str| Column::numbers(heading, 1.0);
    let columns = vec![
        Column::words(text::trends_when(language), 1.9),
        numbers(text::word_heaviness(language)),
        numbers(text::word_craving(language)),
        numbers(text::word_energy(language)),
        numbers(text::burden_mine(language)),
        numbers(text::burden_client(language)),
        numbers(text::burden_both(language)),
        numbers(text::trends_count(language)),
        Column::words(text::trends_marks(language), 1.9),
    ];
    let level = |mean: Option<f64>| mean.map(|mean| format!("{mean:.1}")).unwrap_or_default();
    let often = |count: u32| if count == 0 { String::new() } else { count.to_string() };
    let row = |point: &TrendPointView| {
        let happened = printed_marks(point).map(|mark| mark.words.as_str()).collect::<Vec<_>>().join(", ");
        let is_empty = point.check_ins == 0 && happened.is_empty();
        let counts = [Burden::Mine, Burden::Client, Burden::Both].map(|burden| often(counted(point, burden)));
        let mut row = vec![point.words.clone(), level(point.heaviness), level(point.craving), level(point.energy)];
        row.extend(counts);
        row.extend([often(point.check_ins), happened]);
        (!is_empty).then_some(row)
    };
    Table { columns, rows: trends.points.iter().rev().filter_map(row).collect() }
}

fn printed_marks(point: &TrendPointView) -> impl Iterator<Item = &Happened> {
    point.marks.iter().filter(|mark| mark.kind.is_printed())
}

fn counted(point: &TrendPointView, burden: Burden) -> u32 {
    match burden {
        Burden::Mine => point.mine,
        Burden::Client => point.client,
        Burden::Both => point.both,
    }
}

/// Two charts beside each other, and two below.
fn charts(points: &[TrendPointView], setter: &mut Setter, area: Area, language: Language) -> Vec<Mark> {
    let width = (area.width - GAP) / 2.0;
    let place = |column: f32, row: f32| {
        let (x, y) = (area.x + column * (width + GAP), area.y + row * (CHART + GAP));
        Chart { points, area: Area { x, y, width, height: CHART } }
    };
    type Answer = fn(&TrendPointView) -> Option<f64>;
    let questions: [(&str, Answer, Chart<'_>); 3] = [
        (text::trends_heaviness(language), |point| point.heaviness, place(0.0, 0.0)),
        (text::trends_craving(language), |point| point.craving, place(1.0, 0.0)),
        (text::trends_energy(language), |point| point.energy, place(0.0, 1.0)),
    ];
    let mut marks = Vec::new();
    for (heading, answer, chart) in questions {
        chart.frame(heading, (1, 5), setter, &mut marks);
        chart.line(answer, &mut marks);
    }
    let chart = place(1.0, 1.0);
    let most = points.iter().map(|point| point.mine + point.client + point.both).max().unwrap_or(0).max(1);
    chart.frame(text::trends_burden(language), (0, most), setter, &mut marks);
    chart.bars(most, setter, language, &mut marks);
    marks
}

/// One chart over all points, in points of paper.
#[derive(Clone, Copy)]
struct Chart<'p> {
    points: &'p [TrendPointView],
    area: Area,
}

impl Chart<'_> {
    /// Where the data are.
    fn plot(&self) -> Area {
        let Area { x, y, width, height } = self.area;
        Area { x: x + BESIDE, y: y + ABOVE, width: width - BESIDE, height: height - ABOVE - BELOW }
    }

    fn x(&self, at: usize) -> f32 {
        let plot = self.plot();
        plot.x + plot.width * (at as f32 + 0.5) / self.points.len().max(1) as f32
    }

    /// The heading, the lowest and the highest step, the days below, and what happened as dots.
    fn frame(&self, heading: &str, (least, most): (u32, u32), setter: &mut Setter, marks: &mut Vec<Mark>) {
        let plot = self.plot();
        let bottom = plot.y + plot.height;
        let mut write = |words: &str, x: Place, baseline: f32, weight: Weight, colour: Colour| {
            let line = setter.set_line(words, weight);
            let width = line.width * LETTERS;
            let x = match x {
                Place::From(x) => x,
                Place::UpTo(x) => x - width,
            };
            let x = if line.from_right { x + width } else { x };
            marks.push(Mark::Type { line, x, baseline, size: LETTERS, colour });
        };
        write(heading, Place::From(self.area.x), self.area.y + LETTERS, Weight::SemiBold, INK);
        let beside = Place::UpTo(plot.x - 0.5 * LETTERS);
        write(&least.to_string(), beside, bottom + 0.35 * LETTERS, Weight::Regular, INK_SOFT);
        write(&most.to_string(), beside, plot.y + 0.35 * LETTERS, Weight::Regular, INK_SOFT);
        let below = bottom + 1.9 * LETTERS;
        if let Some(first) = self.points.first() {
            write(&first.short, Place::From(plot.x), below, Weight::Regular, INK_SOFT);
        }
        if let Some(last) = self.points.last().filter(|_| self.points.len() > 1) {
            write(&last.short, Place::UpTo(plot.x + plot.width), below, Weight::Regular, INK_SOFT);
        }
        let steps = if most - least <= 5 { most - least } else { 1 };
        let row = |step: u32| Area { y: bottom - plot.height * step as f32 / steps as f32 - 0.25, height: 0.5, ..plot };
        if let Some(path) = rectangles((0..=steps).map(row)) {
            marks.push(Mark::Filled { path, colour: LINE });
        }
        let happened = self.points.iter().enumerate().filter(|(_, point)| printed_marks(point).next().is_some());
        marks.extend(happened.map(|(at, _)| Mark::Dot { x: self.x(at), y: bottom, radius: 1.6, colour: INK }));
    }

    /// The answers as a line; where none was given it goes on to the next one.
    fn line(&self, answer: fn(&TrendPointView) -> Option<f64>, marks: &mut Vec<Mark>) {
        let plot = self.plot();
        let height = |mean: f64| plot.y + plot.height * (1.0 - (mean as f32 - 1.0) / 4.0);
        let known = self.points.iter().enumerate().filter_map(|(at, point)| Some((self.x(at), height(answer(point)?))));
        let known: Vec<(f32, f32)> = known.collect();
        let mut path = PathBuilder::new();
        for (at, (x, y)) in known.iter().enumerate() {
            if at == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
        }
        if let Some(path) = path.finish().filter(|_| known.len() > 1) {
            marks.push(Mark::Outline { path, width: 1.2, colour: PRIMARY });
        }
        if known.len() <= MOST_DOTS {
            marks.extend(known.iter().map(|(x, y)| Mark::Dot { x: *x, y: *y, radius: 1.5, colour: PRIMARY }));
        }
    }

    /// How often each burden was named, the one above the other, with their names.
    fn bars(&self, most: u32, setter: &mut Setter, language: Language, marks: &mut Vec<Mark>) {
        let plot = self.plot();
        let wide = (0.7 * plot.width / self.points.len().max(1) as f32).min(4.0 * MM);
        let tall = |count: u32| plot.height * count as f32 / most as f32;
        let kinds = [
            (Burden::Mine, PRIMARY, text::burden_mine(language)),
            (Burden::Client, SUN, text::burden_client(language)),
            (Burden::Both, BOTH, text::burden_both(language)),
        ];
        let mut legend = self.area.x + self.area.width;
        for (index, (burden, colour, name)) in kinds.into_iter().enumerate().rev() {
            let below = |point: &TrendPointView| kinds[..index].iter().map(|kind| counted(point, kind.0)).sum::<u32>();
            let bar = |(at, point): (usize, &TrendPointView)| {
                let (count, below) = (counted(point, burden), below(point));
                let y = plot.y + plot.height - tall(below + count);
                (count > 0).then_some(Area { x: self.x(at) - wide / 2.0, y, width: wide, height: tall(count) })
            };
            if let Some(path) = rectangles(self.points.iter().enumerate().filter_map(bar)) {
                marks.push(Mark::Filled { path, colour });
            }
            // The names stand in a row of their own above the bars, from the right.
            let line = setter.set_line(name, Weight::Regular);
            let (width, baseline) = (line.width * LETTERS, self.area.y + LETTERS);
            let x = legend - width;
            let end = if line.from_right { legend } else { x };
            marks.push(Mark::Type { line, x: end, baseline, size: LETTERS, colour: INK_SOFT });
            marks.push(Mark::Dot { x: x - 0.7 * LETTERS, y: baseline - 0.32 * LETTERS, radius: 2.4, colour });
            legend = x - 2.0 * LETTERS;
        }
    }
}

/// Where a line of type begins or ends.
#[derive(Clone, Copy)]
enum Place {
    From(f32),
    UpTo(f32),
}
