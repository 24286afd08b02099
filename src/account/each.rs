//! What is found at once, given one after the other: for list resources.

use futures::stream::{self, BoxStream, StreamExt, TryStreamExt};
use tf_provider::Diagnostic;

/// Gives each of what is found at once.
pub fn each<T: Send + 'static>(
    found: impl Future<Output = Result<Vec<T>, Diagnostic>> + Send + 'static,
) -> BoxStream<'static, Result<T, Diagnostic>> {
    stream::once(found).map_ok(|found| stream::iter(found).map(Ok)).try_flatten().boxed()
}
