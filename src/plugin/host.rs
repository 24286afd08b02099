//! go-plugin's own services: shutdown and standard streams.

use futures::StreamExt;
use futures::stream::{BoxStream, pending};
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status, async_trait};

use super::proto::plugin::grpc_controller_server::GrpcController;
use super::proto::plugin::grpc_stdio_server::GrpcStdio;
use super::proto::plugin::{Empty, StdioData};

/// Ends the server when the host says so.
pub(super) struct Controller(pub(super) CancellationToken);

#[async_trait]
impl GrpcController for Controller {
    async fn shutdown(&self, _: Request<Empty>) -> Result<Response<Empty>, Status> {
        self.0.cancel();
        Ok(Response::new(Empty {}))
    }
}

/// Forwards nothing, because the provider writes nothing to its standard output; the stream stays open till the end.
pub(super) struct Stdio(pub(super) CancellationToken);

#[async_trait]
impl GrpcStdio for Stdio {
    type StreamStdioStream = BoxStream<'static, Result<StdioData, Status>>;

    async fn stream_stdio(&self, _: Request<Empty>) -> Result<Response<Self::StreamStdioStream>, Status> {
        let end = self.0.clone().cancelled_owned();
        Ok(Response::new(pending().take_until(end).boxed()))
    }
}
