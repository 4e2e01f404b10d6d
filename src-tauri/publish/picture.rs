//! Pictures: what is kept of them, and what of them goes into files.
//!
//! A picture is taken apart and put together anew when it is kept ([`Picture::clean`]): its pixels stay, everything
//! else (place, camera, author, thumbnails, comments) goes, so that no public file can hold it.

use crate::PublishError;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ExtendedColorType, ImageDecoder as _, ImageEncoder as _, ImageFormat, ImageReader};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

/// How large a picture's file may be, in bytes.
const LARGEST_FILE: usize = 20 * 1024 * 1024;
/// How many pixels a picture may have to be read at all.
const MOST_PIXELS: u64 = 40_000_000;
/// How many pixels along its longer side are kept: enough for print across a whole page.
const LONGEST_SIDE: u32 = 2000;

/// How a picture is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl Coding {
    /// The media type (RFC 2046).
    pub const fn media_type(self) -> &'static str {
        match self {
            Coding::Png => "image/png",
            Coding::Jpeg => "image/jpeg",
        }
    }
}

/// A picture as it is kept and published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// How it is coded.
    pub coding: Coding,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The pictures of a notice by the SHA-256 of their bytes, in hexadecimal.
pub type Pictures = BTreeMap<String, Arc<Picture>>;

fn unreadable(reason: impl ToString) -> PublishError {
    PublishError::UnreadablePicture { reason: reason.to_string() }
}

impl Picture {
    /// A PNG or JPEG as it is kept: upright, at most 2,000 pixels along its longer side, and without anything but its
    /// pixels. The same bytes give the same picture.
    ///
    /// # Errors
    /// [`PublishError::UnreadablePicture`] for anything else, a broken file, or one that is too large.
    pub fn clean(bytes: &[u8]) -> Result<Picture, PublishError> {
        if bytes.len() > LARGEST_FILE {
            return Err(unreadable(format!("it is larger than {} MB", LARGEST_FILE / 1024 / 1024)));
        }
        let coding = coding_of(bytes)?;
        let mut decoder =
            ImageReader::with_format(Cursor::new(bytes), format_of(coding)).into_decoder().map_err(unreadable)?;
        let (width, height) = decoder.dimensions();
        if width == 0 || height == 0 || u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(unreadable(format!("it is {width} × {height} pixels")));
        }
        let upright = decoder.orientation().map_err(unreadable)?;
        let mut image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
        image.apply_orientation(upright);
        if image.width().max(image.height()) > LONGEST_SIDE {
            image = image.resize(LONGEST_SIDE, LONGEST_SIDE, image::imageops::FilterType::Lanczos3);
        }
        let mut out = Vec::new();
        let (width, height) = (image.width(), image.height());
        match coding {
            Coding::Jpeg => JpegEncoder::new_with_quality(&mut out, 88)
                .write_image(image.to_rgb8().as_raw(), width, height, ExtendedColorType::Rgb8)
                .map_err(unreadable)?,
            Coding::Png => {
                let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Best, FilterType::Adaptive);
                if image.color().has_alpha() {
                    encoder.write_image(image.to_rgba8().as_raw(), width, height, ExtendedColorType::Rgba8)
                } else {
                    encoder.write_image(image.to_rgb8().as_raw(), width, height, ExtendedColorType::Rgb8)
                }
                .map_err(unreadable)?;
            }
        }
        Ok(Picture { coding, width, height, bytes: out })
    }

    /// A picture that was kept, looked at no further than its first bytes.
    ///
    /// # Errors
    /// [`PublishError::UnreadablePicture`] when the bytes are no picture.
    pub fn kept(bytes: Vec<u8>) -> Result<Picture, PublishError> {
        let coding = coding_of(&bytes)?;
        let reader = ImageReader::with_format(Cursor::new(&bytes), format_of(coding));
        let (width, height) = reader.into_dimensions().map_err(unreadable)?;
        Ok(Picture { coding, width, height, bytes })
    }

    /// The SHA-256 of the bytes, in hexadecimal: what contents name it by.
    pub fn asset(&self) -> String {
        hex(&Sha256::digest(&self.bytes))
    }

    /// The pixels as red, green and blue, three bytes each, row by row from the top; what shows through is white.
    ///
    /// # Errors
    /// [`PublishError::UnreadablePicture`] when the bytes are broken.
    pub(crate) fn pixels(&self) -> Result<Vec<u8>, PublishError> {
        let image = image::load_from_memory_with_format(&self.bytes, format_of(self.coding)).map_err(unreadable)?;
        if !image.color().has_alpha() {
            return Ok(image.into_rgb8().into_raw());
        }
        let mixed = |n: u8, alpha: u8| {
            let (n, alpha) = (u32::from(n), u32::from(alpha));
            ((n * alpha + 255 * (255 - alpha) + 127) / 255) as u8
        };
        Ok(image.into_rgba8().pixels().flat_map(|p| [0, 1, 2].map(|i| mixed(p.0[i], p.0[3]))).collect())
    }

    /// 32 hexadecimal digits that tell this picture from others, whether it comes from a page or a PDF.
    pub(crate) fn fingerprint(&self) -> String {
        fingerprint(self.coding, &self.bytes, || self.pixels().unwrap_or_default())
    }
}

/// As [`Picture::fingerprint`]: of a JPEG's own bytes, of a PNG's pixels, which is what a PDF holds of either.
pub(crate) fn fingerprint(coding: Coding, bytes: &[u8], pixels: impl FnOnce() -> Vec<u8>) -> String {
    let digest = match coding {
        Coding::Jpeg => Sha256::digest(bytes),
        Coding::Png => Sha256::digest(pixels()),
    };
    hex(&digest[..16])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn coding_of(bytes: &[u8]) -> Result<Coding, PublishError> {
    // By what it is, whatever its name says.
    #[allow(clippy::wildcard_enum_match_arm, reason = "the library's own formats")]
    match image::guess_format(bytes) {
        Ok(ImageFormat::Png) => Ok(Coding::Png),
        Ok(ImageFormat::Jpeg) => Ok(Coding::Jpeg),
        _ => Err(unreadable("it is neither PNG nor JPEG")),
    }
}

fn format_of(coding: Coding) -> ImageFormat {
    match coding {
        Coding::Png => ImageFormat::Png,
        Coding::Jpeg => ImageFormat::Jpeg,
    }
}
