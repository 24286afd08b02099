//! Panics: one operation's fault must not end the others.

use std::any::Any;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::cell::RefCell;
use std::io::Write;
use std::panic::{AssertUnwindSafe, PanicHookInfo};

use futures::FutureExt;

use crate::plain_text::plain_lines;

tokio::task_local! {
    /// Set while a panic would be caught by [`guard`].
    static GUARDED: ();
}

thread_local! {
    /// Where the last guarded panic of this thread happened, as `file:line:column`.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A panic that [`guard`] caught.
#[derive(Debug)]
pub(super) struct Panicked {
    /// `file:line:column`; known if the hook is installed.
    pub(super) place: Option<String>,
}

/// Runs `work` to its end, or to its panic.
///
/// # Errors
///
/// Fails if `work` panics.
pub(super) async fn guard<T>(work: impl Future<Output = T>) -> Result<T, Panicked> {
    // Nothing that the work could leave half done is used again: its diagnostics and values die with it.
    let caught = AssertUnwindSafe(work).catch_unwind().map(|done| done.map_err(panicked));
    GUARDED.scope((), caught).await
}

fn panicked(_payload: Box<dyn Any + Send>) -> Panicked {
    Panicked { place: PLACE.take() }
}

/// Replaces the panic hook: a guarded panic becomes an error line of the log.
///
/// Any other panic is written to standard error with a first line beginning `panic: `, by which Terraform knows that
/// the plugin crashed.
pub(super) fn install_hook() {
    std::panic::set_hook(Box::new(|info| {
        if GUARDED.try_with(|()| ()).is_ok() {
            log(info);
        } else {
            print(info);
        }
    }));
}

fn log(info: &PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string);
    tracing::error!(panic = message(info), place, backtrace = backtrace(), "Panic");
    PLACE.set(place);
}

fn print(info: &PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let backtrace = backtrace().unwrap_or_default();
    let text = format!("panic: {}\n\n{place}\n{backtrace}", plain_lines(message(info)));
    // Nobody is left to be told that standard error is gone.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// The backtrace, if `RUST_BACKTRACE` asks for one.
fn backtrace() -> Option<String> {
    let backtrace = Backtrace::capture();
    (backtrace.status() == BacktraceStatus::Captured).then(|| backtrace.to_string())
}

fn message<'a>(info: &'a PanicHookInfo<'_>) -> &'a str {
    info.payload_as_str().unwrap_or("no message")
}
