//! A call whose answer is a stream: its span, its log lines, its guard against panics, for as long as it flows.

use futures::StreamExt;
use futures::stream::{self, BoxStream};
use tonic::Status;
use tracing::Instrument;

use super::call::{Answer, Call};
use super::call_log::CallLog;
use super::panics::guard;

/// What is left of the stream.
struct Listing<R> {
    call: Call,
    log: CallLog,
    events: BoxStream<'static, R>,
}

impl Call {
    /// Answers with what `events` gives; a panic is answered as an error, and ends this stream alone.
    ///
    /// The work is done as the caller asks for more. It is dropped when the caller has enough.
    pub(super) fn stream<R: Answer + Send + 'static>(
        self,
        events: BoxStream<'static, R>,
    ) -> BoxStream<'static, Result<R, Status>> {
        let log = self.span.in_scope(CallLog::begin);
        let listing = Listing { call: self, log, events };
        stream::unfold(Some(listing), |listing| async {
            let listing = listing?;
            let span = listing.call.span.clone();
            listing.next().instrument(span).await
        })
        .boxed()
    }
}

impl<R: Answer> Listing<R> {
    async fn next(mut self) -> Option<(Result<R, Status>, Option<Self>)> {
        match guard(self.events.next()).await {
            Ok(event) => {
                let event = event?;
                self.log.note(event.diagnostics());
                Some((Ok(event), Some(self)))
            }
            Err(panicked) => {
                let event = R::failed(self.call.explain(&panicked)).ok_or_else(|| self.call.status());
                event.iter().for_each(|event| self.log.note(event.diagnostics()));
                Some((event, None))
            }
        }
    }
}

impl<R> Drop for Listing<R> {
    fn drop(&mut self) {
        self.call.span.in_scope(|| self.log.end());
    }
}
