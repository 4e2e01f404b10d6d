//! Ctrl-C: work that can be ended asks whether it was pressed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// From now on Ctrl-C ends nothing by itself; the answer says whether it was pressed. Where it can't be listened to,
/// it ends the program as always.
pub fn on_interrupt() -> impl Fn() -> bool {
    let pressed = Arc::new(AtomicBool::new(false));
    let told = pressed.clone();
    std::thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
        if runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
            told.store(true, Ordering::Relaxed);
        }
    });
    move || pressed.load(Ordering::Relaxed)
}
