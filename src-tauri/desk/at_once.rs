//! Work that needs no register, done by all processors while the next of it is read.

use crate::error::{DeskError, Result};
use std::sync::{Mutex, PoisonError, mpsc};

/// Works on everything as it comes and gives back what came of it, in order. One thread reads; as many as there are
/// processors work, and no more is held than keeps them busy.
///
/// # Errors
/// The first of the items that could not be read.
pub(crate) fn at_once<T: Send, R: Send>(
    items: impl Iterator<Item = Result<T>>,
    work: impl Fn(T) -> R + Sync,
) -> Result<Vec<R>> {
    let width = std::thread::available_parallelism().map_or(1, usize::from);
    let (give, take) = mpsc::channel::<(usize, T)>();
    let (tell, told) = mpsc::channel::<(usize, R)>();
    let take = Mutex::new(take);
    let next = || take.lock().unwrap_or_else(PoisonError::into_inner).recv().ok();
    let mut done: Vec<(usize, R)> = Vec::new();
    std::thread::scope(|scope| {
        // These threads stay for the whole of the work: what the expressions learn about texts is kept for each thread.
        let workers: Vec<_> = (0..width)
            .filter_map(|_| {
                let (tell, next, work) = (tell.clone(), &next, &work);
                let run = move || {
                    while let Some((at, item)) = next() {
                        if tell.send((at, work(item))).is_err() {
                            break;
                        }
                    }
                };
                std::thread::Builder::new().spawn_scoped(scope, run).ok()
            })
            .collect();
        drop(tell);
        let ended = || DeskError::failed("internal", "Part of the work ended unexpectedly.");
        // Given up here, so that the threads end whatever comes of the work.
        let mut waiting = 0;
        let read = || {
            for (at, item) in items.enumerate() {
                let item = item?;
                if workers.is_empty() {
                    done.push((at, work(item)));
                    continue;
                }
                if waiting == 2 * workers.len() {
                    done.push(told.recv().map_err(|_| ended())?);
                    waiting -= 1;
                }
                give.send((at, item)).map_err(|_| ended())?;
                waiting += 1;
            }
            Ok::<(), DeskError>(())
        };
        let read = read();
        // Without more to come the threads end, whatever came of the reading.
        drop(give);
        done.extend(told.iter());
        // One that fell has lost what it worked on: nothing is given back then, rather than a part.
        let fell = workers.into_iter().filter_map(|w| w.join().err()).count();
        if fell > 0 { Err(ended()) } else { read }
    })?;
    done.sort_by_key(|(at, _)| *at);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_comes_back_in_order() {
        let all = at_once((0..500_u64).map(Ok), |n| {
            // The first ones take longest.
            std::thread::sleep(std::time::Duration::from_micros(500 - n));
            n * n
        });
        assert_eq!(all.unwrap(), (0..500_u64).map(|n| n * n).collect::<Vec<_>>());
    }

    #[test]
    fn work_that_falls_is_an_error_and_nothing_hangs() {
        let fallen = at_once((0..100).map(Ok), |n| if n % 7 == 3 { panic!("on purpose") } else { n });
        assert_eq!(fallen.unwrap_err().code, "internal");
    }

    #[test]
    fn what_cannot_be_read_ends_it() {
        let items = (0..50).map(|n| if n == 20 { Err(DeskError::failed("cannot-read", "No.")) } else { Ok(n) });
        assert_eq!(at_once(items, |n| n).unwrap_err().code, "cannot-read");
    }
}
