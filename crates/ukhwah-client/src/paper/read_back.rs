//! What was printed, read back from the PDF.

use lopdf::{Document, Object};

use super::sheet;

/// Words that no sheet may say by itself.
const TELLING: [&str; 12] =
    ["ukhwah", "krilla", "dadah", "drug", "recover", "relapse", "pulih", "kambuh", "gian", "addict", "sober", "clean"];

/// The pages, each as one line of text.
pub(crate) fn texts(pdf: &[u8]) -> Vec<String> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let numbers: Vec<u32> = document.get_pages().into_keys().collect();
    let page = |number: u32| document.extract_text(&[number]).expect("text");
    numbers.into_iter().map(|number| page(number).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Width and height of each page in millimetres.
pub(crate) fn sizes(pdf: &[u8]) -> Vec<(f32, f32)> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let size = |id| {
        let page = document.get_dictionary(id).expect("a page");
        let corners = page.get(b"MediaBox").and_then(Object::as_array).expect("a box");
        let corner = |index: usize| corners[index].as_float().expect("a length") / sheet::MM;
        (corner(2) - corner(0), corner(3) - corner(1))
    };
    document.get_pages().into_values().map(size).collect()
}

pub(crate) fn assert_discreet(pdf: &[u8]) {
    let mut document = Document::load_mem(pdf).expect("a PDF");
    assert!(document.trailer.get(b"Info").is_err(), "no title, author or program");
    let said = texts(pdf).join(" ").to_lowercase();
    document.decompress();
    let mut raw = Vec::new();
    document.save_to(&mut raw).expect("written");
    let raw = String::from_utf8_lossy(&raw).to_lowercase();
    for word in TELLING {
        assert!(!said.contains(word) && !raw.contains(word), "{word}");
    }
}

pub(crate) fn assert_size(pdf: &[u8], pages: usize, width: f32, height: f32) {
    let sizes = sizes(pdf);
    assert_eq!(sizes.len(), pages);
    for (w, h) in sizes {
        assert!((w - width).abs() < 0.1 && (h - height).abs() < 0.1, "{w} x {h}");
    }
}

/// The sizes in which text is set.
pub(crate) fn type_sizes(pdf: &[u8]) -> Vec<f32> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let content = |id| document.get_and_decode_page_content(id).expect("content");
    let operations = document.get_pages().into_values().flat_map(|id| content(id).operations);
    let sizes = operations.filter(|operation| operation.operator == "Tf");
    sizes.filter_map(|operation| operation.operands[1].as_float().ok()).collect()
}

/// How far down the page the lowest line of text stands, as a share of its height.
pub(crate) fn lowest(pdf: &[u8]) -> f32 {
    let document = Document::load_mem(pdf).expect("a PDF");
    let content = |id| document.get_and_decode_page_content(id).expect("content");
    let operations = document.get_pages().into_values().flat_map(|id| content(id).operations);
    let lines = operations.filter(|operation| operation.operator == "Tm");
    let lowest = lines.filter_map(|operation| operation.operands[5].as_float().ok()).fold(0.0, f32::max);
    lowest / (sizes(pdf)[0].1 * sheet::MM)
}
