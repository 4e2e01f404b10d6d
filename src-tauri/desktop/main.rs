//! Fair Notice's window: start-up, the window, and commands of a few lines each. Every rule lives in the desk.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod choose;
mod commands;
#[cfg(target_os = "linux")]
mod drawing;
mod session;
mod settings;
mod start;
mod travel;
mod windows;

fn main() -> std::process::ExitCode {
    start::run()
}
