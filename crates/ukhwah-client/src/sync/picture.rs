//! A QR code in a picture: where there is no camera, the whole code comes as a file.

use std::path::Path;

use image::{ImageReader, Limits};

use crate::error::ErrorCode;

/// More than any photograph of a telephone has in one direction.
const MOST_PIXELS: u32 = 12_000;
const MOST_BYTES: u64 = 512 * 1024 * 1024;
/// A larger picture is made smaller: the search for a code takes as long as the picture is large.
const LARGE: u32 = 2_000;

/// What the first readable QR code of a picture says.
pub(super) fn read_code(file: &Path) -> Result<String, ErrorCode> {
    let mut reader =
        ImageReader::open(file).and_then(ImageReader::with_guessed_format).map_err(|_| ErrorCode::FileUnreadable)?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MOST_PIXELS), Some(MOST_PIXELS));
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| ErrorCode::FileUnreadable)?;
    let picture = if picture.width().max(picture.height()) > LARGE { picture.thumbnail(LARGE, LARGE) } else { picture };
    let grey = picture.into_luma8();
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| grey.as_raw()[y * width + x]);
    let codes = prepared.detect_grids();
    codes.iter().find_map(|code| code.decode().ok()).map(|(_, text)| text).ok_or(ErrorCode::NoQr)
}
