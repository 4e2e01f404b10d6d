//! A small sRGB colour profile (ICC.1:2004-10, version 4.2), built from the numbers of IEC 61966-2-1. Our own; CC0.

/// The profile's bytes, always the same.
pub(crate) fn srgb() -> Vec<u8> {
    let text = |words: &str| {
        let units: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let mut tag = Vec::from(*b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenGB");
        tag.extend(u32::try_from(units.len()).unwrap_or(0).to_be_bytes());
        tag.extend(28u32.to_be_bytes());
        tag.extend(units);
        tag
    };
    let xyz = |x: u32, y: u32, z: u32| {
        let mut tag = Vec::from(*b"XYZ \0\0\0\0");
        for n in [x, y, z] {
            tag.extend(n.to_be_bytes());
        }
        tag
    };
    // g, a, b, c, d of the parametric curve, as s15Fixed16.
    let mut curve = Vec::from(*b"para\0\0\0\0\0\x03\0\0");
    for n in [0x0002_6666u32, 0x0000_f2a7, 0x0000_0d59, 0x0000_13d0, 0x0000_0a5b] {
        curve.extend(n.to_be_bytes());
    }
    // Bradford, from D65 to D50.
    let mut adaptation = Vec::from(*b"sf32\0\0\0\0");
    for n in [
        0x0001_0c42u32,
        0x0000_05de,
        0xffff_f325,
        0x0000_0793,
        0x0000_fd90,
        0xffff_fba1,
        0xffff_fda2,
        0x0000_03dc,
        0x0000_c06e,
    ] {
        adaptation.extend(n.to_be_bytes());
    }
    let tags: Vec<(&[u8; 4], Vec<u8>)> = vec![
        (b"desc", text("sRGB")),
        (b"cprt", text("CC0")),
        (b"wtpt", xyz(0xf6d6, 0x1_0000, 0xd32d)),
        (b"chad", adaptation),
        (b"rXYZ", xyz(0x6fa2, 0x38f5, 0x0390)),
        (b"gXYZ", xyz(0x6299, 0xb785, 0x18da)),
        (b"bXYZ", xyz(0x24a0, 0x0f84, 0xb6cf)),
        (b"rTRC", curve),
    ];
    // The three curves are one.
    let entries = tags.len() + 2;
    let mut offset = 128 + 4 + 12 * entries;
    let mut table = Vec::new();
    let mut data: Vec<u8> = Vec::new();
    let number = |n: usize| u32::try_from(n).unwrap_or(0).to_be_bytes();
    for (name, bytes) in &tags {
        let mut entry = |name: &[u8; 4]| {
            table.extend(name);
            table.extend(number(offset));
            table.extend(number(bytes.len()));
        };
        entry(name);
        if *name == b"rTRC" {
            entry(b"gTRC");
            entry(b"bTRC");
        }
        data.extend(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
        offset = 128 + 4 + 12 * entries + data.len();
    }
    let size = 128 + 4 + table.len() + data.len();
    let mut profile = Vec::with_capacity(size);
    profile.extend(number(size));
    profile.extend(b"\0\0\0\0\x04\x20\0\0mntrRGB XYZ ");
    for n in [2026u16, 1, 1, 0, 0, 0] {
        profile.extend(n.to_be_bytes());
    }
    profile.extend(b"acsp");
    profile.resize(68, 0);
    for n in [0xf6d6u32, 0x1_0000, 0xd32d] {
        profile.extend(n.to_be_bytes());
    }
    profile.resize(128, 0);
    profile.extend(number(entries));
    profile.extend(table);
    profile.extend(data);
    profile
}
