//! Which font draws which character: our own two weights, and for what they lack, the device's fonts.

use std::collections::BTreeMap;
use std::rc::Rc;

use fontdb::{Database, Style};
use krilla::text::Font;
use rustybuzz::ttf_parser::Face as Parsed;

const REGULAR: &[u8] = include_bytes!("../../fonts/Figtree-Regular.ttf");
const SEMI_BOLD: &[u8] = include_bytes!("../../fonts/Figtree-SemiBold.ttf");

/// Stands for a character that no font on this device can draw.
const UNKNOWN: &str = "·";

/// How strong a text stands on the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    Regular,
    SemiBold,
}

/// A font, ready to measure with and to be put into a PDF.
pub(crate) struct Face {
    data: Vec<u8>,
    index: u32,
    pub(crate) font: Font,
}

impl Face {
    fn new(data: Vec<u8>, index: u32) -> Option<Self> {
        rustybuzz::Face::from_slice(&data, index)?;
        let font = Font::new(data.clone().into(), index)?;
        Some(Self { data, index, font })
    }

    pub(crate) fn shaper(&self) -> rustybuzz::Face<'_> {
        rustybuzz::Face::from_slice(&self.data, self.index).expect("new() read it")
    }
}

/// Every font that a document needs.
pub(crate) struct Fonts {
    own: [Rc<Face>; 2],
    /// Fonts of the device that were needed so far.
    borrowed: Vec<Rc<Face>>,
    /// The device's fonts, listed when the first is needed; `None` if they are not to be used.
    device: Option<Option<Database>>,
    /// What was found for each character, by weight.
    found: [BTreeMap<String, Option<Rc<Face>>>; 2],
}

impl Fonts {
    /// Our own fonts and, if `borrow`, those of the device.
    pub(crate) fn load(borrow: bool) -> Self {
        let own = [REGULAR, SEMI_BOLD]
            .map(|data| Rc::new(Face::new(data.to_vec(), 0).expect("a test prints with both weights")));
        Self { own, borrowed: Vec::new(), device: borrow.then_some(None), found: [const { BTreeMap::new() }; 2] }
    }

    /// The text with a dot for each character that cannot be drawn.
    pub(crate) fn drawable(&mut self, text: &str, weight: Weight) -> String {
        let characters = unicode_segmentation::UnicodeSegmentation::graphemes(text, true);
        characters.map(|one| if one == "\n" || self.find(one, weight).is_some() { one } else { UNKNOWN }).collect()
    }

    /// The font for a character of a drawable text.
    pub(crate) fn face(&mut self, character: &str, weight: Weight) -> Rc<Face> {
        self.find(character, weight).unwrap_or_else(|| Rc::clone(self.own(weight)))
    }

    fn own(&self, weight: Weight) -> &Rc<Face> {
        &self.own[weight as usize]
    }

    fn find(&mut self, character: &str, weight: Weight) -> Option<Rc<Face>> {
        if let Some(found) = self.found[weight as usize].get(character) {
            return found.clone();
        }
        let known = [self.own(weight)].into_iter().chain(&self.borrowed);
        let known = known.into_iter().find(|face| draws(&face.shaper(), character)).cloned();
        let found = known.or_else(|| self.borrow(character));
        self.found[weight as usize].insert(character.to_owned(), found.clone());
        found
    }

    /// Looks for a font of the device that draws this.
    fn borrow(&mut self, character: &str) -> Option<Rc<Face>> {
        let device = self.device.as_mut()?.get_or_insert_with(|| {
            let mut device = Database::new();
            device.load_system_fonts();
            device
        });
        let mut faces: Vec<_> = device.faces().filter(|face| face.style == Style::Normal).collect();
        faces.sort_by_key(|face| {
            let name = &face.post_script_name;
            // These draw a box or a code for everything.
            let is_last = ["LastResort", "Blank", "Unifont", "NotDef"].iter().any(|part| name.contains(part));
            (
                is_last,
                face.weight.0.abs_diff(400),
                face.monospaced,
                !name.starts_with("Noto"),
                !name.contains("Sans"),
                name,
            )
        });
        let draws_it = |data: &[u8], index| Parsed::parse(data, index).is_ok_and(|face| draws(&face, character));
        let found = faces.iter().find_map(|face| {
            let is_it = device.with_face_data(face.id, draws_it).unwrap_or(false);
            let data = is_it.then(|| device.with_face_data(face.id, |data, index| (data.to_vec(), index)))??;
            Face::new(data.0, data.1)
        })?;
        let found = Rc::new(found);
        self.borrowed.push(Rc::clone(&found));
        Some(found)
    }
}

/// Whether a font has an outline for everything that is to be seen of this character.
fn draws(face: &Parsed<'_>, character: &str) -> bool {
    character.chars().all(|c| match face.glyph_index(c) {
        _ if is_unseen(c) => true,
        Some(glyph) => c.is_whitespace() || face.glyph_bounding_box(glyph).is_some(),
        None => c.is_whitespace(),
    })
}

/// Marks that only join, part, direct or vary what stands beside them.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}
