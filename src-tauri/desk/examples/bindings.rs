//! Prints the window's types; `cargo xtask bindings` puts them in their place.

fn main() {
    print!("{}", fairnotice_desk::bindings::typescript());
}
