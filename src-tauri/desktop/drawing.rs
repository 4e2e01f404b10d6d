//! How WebKitGTK draws on a machine without a graphics card. Windows draws with WebView2 and needs none of this.

use std::path::Path;

/// WebKitGTK's own switch: whatever else it is than "0" keeps whole pictures out of shared graphics buffers.
const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Lets WebKitGTK paint straight into the window where no graphics card is there to take its buffers, as on a server that is
/// reached from afar. Painted there by the processor, every layer would be kept a second time, a third of the window's
/// memory, and a key would reach the screen later (ADR 0030). Whoever has set the switch has decided. A render node that
/// can't draw, as some virtual machines show one, counts as a card: then all is as WebKitGTK has it by itself.
///
/// To be called before anything else runs: what is set is read by every thread.
pub fn choose() {
    if std::env::var_os(SWITCH).is_none() && !has_card(Path::new("/dev/dri")) {
        // The window draws either way.
        let _ = glib::setenv(SWITCH, "1", false);
    }
}

/// Whether a graphics card may be drawn with: the kernel shows one as a render node.
fn has_card(devices: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(devices) else { return false };
    entries.filter_map(Result::ok).any(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(test)]
mod tests {
    use super::has_card;
    use std::fs;

    #[test]
    fn a_card_is_a_render_node() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(!has_card(&folder.path().join("none")), "no devices at all");
        fs::write(folder.path().join("card0"), "").expect("a file");
        assert!(!has_card(folder.path()), "a screen without anything that renders");
        fs::write(folder.path().join("renderD128"), "").expect("a file");
        assert!(has_card(folder.path()));
    }
}
