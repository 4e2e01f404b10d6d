//! A council's own colour: headings and rules are set in it, so it must be readable (WCAG 2.2, 1.4.3).

use crate::PublishError;

/// The least contrast between text and its ground (WCAG 2.2, 1.4.3, level AA).
pub const LEAST_CONTRAST: f64 = 4.5;

/// Paper in light and in dark pages, and the panels on them: what words in the colour may stand on.
const LIGHT: [Rgb; 2] = [Rgb([255, 255, 255]), Rgb([243, 245, 247])];
const DARK: [Rgb; 2] = [Rgb([20, 24, 28]), Rgb([30, 36, 42])];

/// Red, green and blue, 0 to 255 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Rgb> {
        let digits =
            text.trim().strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Rgb([part(0)?, part(2)?, part(4)?]))
    }

    /// `#rrggbb` in small letters.
    pub fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2, definition).
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|n| {
            let n = f64::from(n) / 255.0;
            if n <= 0.04045 { n / 12.92 } else { ((n + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition).
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The least contrast against white paper and the panels on it.
    pub fn contrast_on_paper(self) -> f64 {
        LIGHT.iter().map(|ground| self.contrast(*ground)).fold(f64::INFINITY, f64::min)
    }

    /// The colour on a dark page: mixed with white until it can be read there.
    pub(crate) fn on_dark(self) -> Rgb {
        let mixed = |part: u32| Rgb(self.0.map(|n| (u32::from(n) + (255 - u32::from(n)) * part / 20) as u8));
        let readable = |c: Rgb| DARK.iter().all(|ground| c.contrast(*ground) >= LEAST_CONTRAST + 1.0);
        (0..=20).map(mixed).find(|c| readable(*c)).unwrap_or(Rgb([255, 255, 255]))
    }
}

/// The colour of that name, when words in it can be read on paper.
///
/// # Errors
/// [`PublishError::Colour`] for what is no colour; [`PublishError::PoorContrast`], with the ratio.
pub fn readable(text: &str) -> Result<Rgb, PublishError> {
    let colour = Rgb::parse(text).ok_or_else(|| PublishError::Colour { given: text.to_owned() })?;
    let ratio = colour.contrast_on_paper();
    if ratio < LEAST_CONTRAST {
        // Cut off, not rounded: 4.496 must not read as the 4.5 that is asked for.
        return Err(PublishError::PoorContrast {
            colour: colour.hex(),
            ratio: format!("{:.2}", (ratio * 100.0).floor() / 100.0),
        });
    }
    Ok(colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_as_wcag_has_it() {
        let (black, white) = (Rgb([0, 0, 0]), Rgb([255, 255, 255]));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        // The worked example of many checkers: #777777 on white is 4.48:1.
        assert!((Rgb([0x77; 3]).contrast(white) - 4.48).abs() < 0.005);
    }

    #[test]
    fn a_poor_colour_is_refused_with_its_ratio() {
        assert_eq!(
            readable("#FFCC00").unwrap_err().to_string(),
            "the colour #ffcc00 has a contrast of 1.38:1 on the page, and words need at least 4.5:1"
        );
        assert!(matches!(readable("blue"), Err(PublishError::Colour { .. })));
        assert_eq!(readable(" #12324A ").unwrap().hex(), "#12324a");
    }

    #[test]
    fn every_readable_colour_has_a_dark_twin_that_can_be_read() {
        for n in 0..4096u32 {
            let colour = Rgb([(n >> 8) as u8 * 17, (n >> 4 & 15) as u8 * 17, (n & 15) as u8 * 17]);
            assert!(DARK.iter().all(|g| colour.on_dark().contrast(*g) >= LEAST_CONTRAST), "{}", colour.hex());
        }
    }
}
