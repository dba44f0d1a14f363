//! QR codes in a picture: where there is no camera, the whole code comes as a file.

use std::path::Path;

use image::{ImageReader, Limits};

use crate::error::ErrorCode;

/// More than any photograph of a telephone has in one direction.
const MOST_PIXELS: u32 = 12_000;
const MOST_BYTES: u64 = 512 * 1024 * 1024;
/// A larger picture is made smaller: the search for a code takes as long as the picture is large.
const LARGE: u32 = 2_000;

/// What the readable QR codes of a picture say: one at least.
pub(super) fn read_codes(file: &Path) -> Result<Vec<String>, ErrorCode> {
    let mut reader =
        ImageReader::open(file).and_then(ImageReader::with_guessed_format).map_err(|_| ErrorCode::FileUnreadable)?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MOST_PIXELS), Some(MOST_PIXELS));
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| ErrorCode::FileUnreadable)?;
    let picture = if picture.width().max(picture.height()) > LARGE { picture.thumbnail(LARGE, LARGE) } else { picture };
    let grey = picture.into_luma8();
    let codes = codes_in(grey.width() as usize, grey.as_raw());
    if codes.is_empty() { Err(ErrorCode::NoQr) } else { Ok(codes) }
}

/// What the readable QR codes say among grey pixels that lie in lines of this width.
pub(super) fn codes_in(width: usize, grey: &[u8]) -> Vec<String> {
    let height = grey.len().checked_div(width).unwrap_or_default();
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
    let codes = prepared.detect_grids();
    codes.iter().filter_map(|code| code.decode().ok()).map(|(_, text)| text).collect()
}
