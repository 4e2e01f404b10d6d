//! Tells Tauri where the window's capabilities lie: beside the shell, not in the root.

fn main() {
    println!("cargo::rerun-if-changed=src-tauri/desktop/capabilities");
    // The user interface is built into the program.
    println!("cargo::rerun-if-changed=ui/dist");
    let attributes = tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/desktop/capabilities/**/*");
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}
