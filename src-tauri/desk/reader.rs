//! One lasting thread on which what a window asks of the checks is answered, one question after the other.

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread::{Builder, JoinHandle, current};
use tokio::sync::oneshot;

type Question = Box<dyn FnOnce(&Desk) + Send>;

/// A desk that only reads, on a thread of its own.
///
/// What the expressions of the checks learn about texts is kept for each thread that uses them, some ten megabytes: asked on
/// whichever thread is free, the same would be learned, and kept, several times over.
#[derive(Debug)]
pub(crate) struct Reader {
    ask: Option<mpsc::Sender<Question>>,
    thread: Option<JoinHandle<()>>,
}

impl Reader {
    /// Begins to answer from that desk.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub(crate) fn from(desk: Desk) -> Result<Self> {
        let (ask, asked) = mpsc::channel::<Question>();
        let answer = move || {
            for question in asked {
                question(&desk);
            }
        };
        let thread = Builder::new().name("checking".to_owned()).spawn(answer);
        let thread = thread.map_err(|_| {
            DeskError::failed("internal", "This computer is too busy: Fair Notice can't read beside writing.")
        })?;
        Ok(Self { ask: Some(ask), thread: Some(thread) })
    }

    /// The answer to a question, when those before it are answered.
    ///
    /// # Errors
    /// What the question returns; "internal" when it panicked. The next question is answered all the same: what only reads
    /// leaves nothing half done.
    pub(crate) async fn of<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Desk) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (tell, told) = oneshot::channel();
        let asked = Box::new(move |desk: &Desk| {
            // Whoever asked has left.
            if tell.is_closed() {
                return;
            }
            let answer = catch_unwind(AssertUnwindSafe(|| question(desk)));
            let _ = tell.send(answer.unwrap_or_else(|_| Err(DeskError::internal())));
        });
        match self.ask.as_ref().map(|ask| ask.send(asked)) {
            Some(Ok(())) => told.await.unwrap_or_else(|_| Err(DeskError::internal())),
            Some(Err(_)) | None => Err(DeskError::internal()),
        }
    }
}

impl Drop for Reader {
    /// This connection to the file is closed when it returns, so that the file can be put in another's place. It waits for
    /// the question that is being answered; those that wait themselves hold what they ask, and are answered before.
    fn drop(&mut self) {
        self.ask = None;
        // A question that let go of the last of it, on this very thread, must not wait for itself.
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != current().id()
        {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;
    use crate::clock::Clock;
    use crate::{Desk, DeskError, NewOfficer};
    use fairnotice_notice::Organisation;
    use fairnotice_register::Access;

    #[tokio::test]
    async fn questions_are_answered_on_one_thread_also_after_one_that_fell() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("council.fairnotice");
        let ann = NewOfficer { name: "Ann".into(), ..NewOfficer::default() };
        let made = Desk::init(&path, &Organisation::named("Larkshire Council"), &ann, None, Clock::Machine);
        drop(made.unwrap());
        let reader = Reader::from(Desk::open(&path, Access::Read, Clock::Machine).unwrap()).unwrap();
        let on = || reader.of(|desk| Ok((std::thread::current().id(), desk.path().to_path_buf())));
        let first = on().await.unwrap();
        assert_eq!(first.1, path);
        let fell = reader.of(|_| -> Result<(), DeskError> { panic!("on purpose") }).await;
        assert_eq!(fell.unwrap_err().code, "internal");
        assert_eq!(on().await.unwrap(), first);
        drop(reader);
        // Closed: nothing keeps the file where it lies.
        std::fs::remove_file(&path).unwrap();
    }
}
