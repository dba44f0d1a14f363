//! Marks on paper: lines of type, dots, panels. Colours are those of the interface's light theme.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::{Document, SerializeSettings};
use ukhwah_domain::language::Language;

use super::lines::Line;
use crate::error::{ErrorCode, IpcError};

/// A millimetre in points.
pub(crate) const MM: f32 = 72.0 / 25.4;

/// From one baseline to the next, in units of the type's size.
pub(crate) const LEADING: f32 = 1.36;

/// From the top of a line to its baseline, in units of the type's size.
pub(crate) const ASCENT: f32 = 1.02;

/// A colour in 8 bits each of red, green and blue.
pub(crate) type Colour = (u8, u8, u8);

pub(crate) const INK: Colour = (0x1b, 0x29, 0x25);
pub(crate) const INK_SOFT: Colour = (0x53, 0x62, 0x5d);
pub(crate) const LINE: Colour = (0xe8, 0xe0, 0xd2);
pub(crate) const EDGE: Colour = (0x7f, 0x8a, 0x85);
pub(crate) const PRIMARY: Colour = (0x0e, 0x5a, 0x4b);
pub(crate) const SUN: Colour = (0x8a, 0x5a, 0x00);
pub(crate) const SUN_SOFT: Colour = (0xfb, 0xec, 0xcb);
pub(crate) const SURFACE: Colour = (0xff, 0xff, 0xff);
pub(crate) const BLACK: Colour = (0, 0, 0);

/// The format of a page, in points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    pub(crate) width: f32,
    pub(crate) height: f32,
}

pub(crate) const A4: Format = Format { width: 210.0 * MM, height: 297.0 * MM };
pub(crate) const A6: Format = Format { width: 105.0 * MM, height: 148.0 * MM };

/// Something to see, in points from the top left corner.
pub(crate) enum Mark {
    /// A line of type; `x` is its left end, or its right end where it is read from the right.
    Type { line: Line, x: f32, baseline: f32, size: f32, colour: Colour },
    /// A filled dot.
    Dot { x: f32, y: f32, radius: f32, colour: Colour },
    /// A tick for what is done, about `size` wide.
    Tick { x: f32, y: f32, size: f32, colour: Colour },
    /// A filled shape.
    Filled { path: Path, colour: Colour },
    /// An outline.
    Outline { path: Path, width: f32, colour: Colour },
}

/// A rectangle in points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Area {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// A rectangle whose upper and lower corners are rounded this much.
pub(crate) fn rounded(area: Area, upper: f32, lower: f32) -> Path {
    // How far the handles of a cubic that looks like a quarter circle lie from its corner.
    const CORNER: f32 = 1.0 - 0.552_284_8;
    let Area { x, y, width, height } = area;
    let (right, bottom) = (x + width, y + height);
    let (u, l) = (upper * CORNER, lower * CORNER);
    let mut path = PathBuilder::new();
    path.move_to(x + upper, y);
    path.line_to(right - upper, y);
    path.cubic_to(right - u, y, right, y + u, right, y + upper);
    path.line_to(right, bottom - lower);
    path.cubic_to(right, bottom - l, right - l, bottom, right - lower, bottom);
    path.line_to(x + lower, bottom);
    path.cubic_to(x + l, bottom, x, bottom - l, x, bottom - lower);
    path.line_to(x, y + upper);
    path.cubic_to(x, y + u, x + u, y, x + upper, y);
    path.close();
    path.finish().expect("it has more than one point")
}

/// Rectangles as one shape; `None` if there are none.
pub(crate) fn rectangles(areas: impl Iterator<Item = Area>) -> Option<Path> {
    let mut path = PathBuilder::new();
    for area in areas {
        path.push_rect(Rect::from_xywh(area.x, area.y, area.width, area.height)?);
    }
    path.finish()
}

/// The same mark elsewhere.
pub(crate) fn moved(mark: Mark, dx: f32, dy: f32) -> Mark {
    let path = |path: Path| {
        let shift = Transform::from_translate(dx, dy);
        path.transform(shift).expect("a shift keeps a path")
    };
    match mark {
        Mark::Type { line, x, baseline, size, colour } => {
            Mark::Type { line, x: x + dx, baseline: baseline + dy, size, colour }
        }
        Mark::Dot { x, y, radius, colour } => Mark::Dot { x: x + dx, y: y + dy, radius, colour },
        Mark::Tick { x, y, size, colour } => Mark::Tick { x: x + dx, y: y + dy, size, colour },
        Mark::Filled { path: shape, colour } => Mark::Filled { path: path(shape), colour },
        Mark::Outline { path: shape, width, colour } => Mark::Outline { path: path(shape), width, colour },
    }
}

/// Pages of one format as a PDF.
///
/// Nothing in it names the program that made it: a viewer would show that.
pub(crate) fn pdf(format: Format, pages: Vec<Vec<Mark>>, language: Language) -> Result<Vec<u8>, IpcError> {
    let mut document = Document::new_with(SerializeSettings {
        xmp_metadata: false,
        enable_tagging: false,
        ..SerializeSettings::default()
    });
    let code = match language {
        Language::Ms => "ms-MY",
        Language::En => "en-MY",
    };
    document.set_metadata(Metadata::new().language(code.to_owned()));
    for marks in pages {
        let settings = PageSettings::from_wh(format.width, format.height).expect("paper has a size");
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for mark in marks {
            draw(&mut surface, mark);
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| {
        tracing::warn!(?error, "a PDF was not made");
        ErrorCode::Failed.into()
    })
}

fn draw(surface: &mut Surface<'_>, mark: Mark) {
    match mark {
        Mark::Type { line, x, baseline, size, colour } => {
            ink(surface, colour);
            let mut x = if line.from_right { x - line.width * size } else { x };
            for run in line.runs {
                let width = run.width * size;
                surface.draw_glyphs(
                    Point::from_xy(x, baseline),
                    &run.glyphs,
                    run.face.font.clone(),
                    &run.text,
                    size,
                    false,
                );
                x += width;
            }
        }
        Mark::Dot { x, y, radius, colour } => {
            ink(surface, colour);
            let area = Area { x: x - radius, y: y - radius, width: 2.0 * radius, height: 2.0 * radius };
            surface.draw_path(&rounded(area, radius, radius));
        }
        Mark::Tick { x, y, size, colour } => {
            let mut path = PathBuilder::new();
            path.move_to(x - 0.5 * size, y);
            path.line_to(x - 0.12 * size, y + 0.36 * size);
            path.line_to(x + 0.5 * size, y - 0.4 * size);
            if let Some(path) = path.finish() {
                outline(surface, &path, 0.2 * size, colour);
            }
        }
        Mark::Filled { path, colour } => {
            ink(surface, colour);
            surface.draw_path(&path);
        }
        Mark::Outline { path, width, colour } => outline(surface, &path, width, colour),
    }
}

fn ink(surface: &mut Surface<'_>, (red, green, blue): Colour) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }));
}

fn outline(surface: &mut Surface<'_>, path: &Path, width: f32, (red, green, blue): Colour) {
    surface.set_fill(None);
    let paint = rgb::Color::new(red, green, blue).into();
    surface.set_stroke(Some(Stroke { paint, width, ..Stroke::default() }));
    surface.draw_path(path);
}
