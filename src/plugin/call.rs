//! One call of Terraform's: its span, its log lines, its guard against panics.

use std::sync::atomic::{AtomicU64, Ordering};

use tf_provider::AttributePath;
use tonic::{Response, Status};
use tracing::{Instrument, Span};

use super::call_log::CallLog;
use super::diagnostic::{diagnostic, one_to_wire, report_bug};
use super::panics::{Panicked, guard};
use super::proto::tfplugin6 as wire;
use super::proto::tfplugin6::diagnostic::Severity;
use super::tally::Present;

const PROTOCOL: &str = "6.11";

/// A call under way.
pub(super) struct Call {
    rpc: &'static str,
    type_name: Option<String>,
    pub(super) span: Span,
    /// Counts it among the calls under way.
    _under_way: Present,
}

impl Call {
    /// A call about the provider as a whole.
    pub(super) fn provider(address: &str, rpc: &'static str, under_way: Present) -> Self {
        Self::new(address, rpc, None, None, None, under_way)
    }

    /// A call about a resource.
    pub(super) fn resource(address: &str, rpc: &'static str, type_name: &str, under_way: Present) -> Self {
        Self::new(address, rpc, Some(type_name), None, None, under_way)
    }

    /// A call about a data source.
    pub(super) fn data_source(address: &str, rpc: &'static str, type_name: &str, under_way: Present) -> Self {
        Self::new(address, rpc, None, Some(type_name), None, under_way)
    }

    /// A call about a list resource.
    pub(super) fn list_resource(
        address: &str,
        rpc: &'static str,
        type_name: &str,
        under_way: Present,
    ) -> Self {
        Self::new(address, rpc, None, None, Some(type_name), under_way)
    }

    fn new(
        address: &str,
        rpc: &'static str,
        resource: Option<&str>,
        data_source: Option<&str>,
        list_resource: Option<&str>,
        under_way: Present,
    ) -> Self {
        let span = tracing::error_span!(
            "rpc",
            tf_provider_addr = address,
            tf_proto_version = PROTOCOL,
            tf_rpc = rpc,
            tf_req_id = next_id(),
            tf_resource_type = resource,
            tf_data_source_type = data_source,
            tf_list_resource_type = list_resource,
        );
        let type_name = resource.or(data_source).or(list_resource);
        Self { rpc, type_name: type_name.map(str::to_owned), span, _under_way: under_way }
    }

    /// Does the work of the call and answers; a panic is answered as an error of this call alone.
    ///
    /// # Errors
    ///
    /// Fails if the work panics and the answer has no place for diagnostics.
    pub(super) async fn answer<R: Answer>(
        self,
        work: impl Future<Output = R>,
    ) -> Result<Response<R>, Status> {
        let span = self.span.clone();
        async {
            let mut log = CallLog::begin();
            let answer = match guard(work).await {
                Ok(answer) => answer,
                Err(panicked) => R::failed(self.explain(&panicked)).ok_or_else(|| self.status())?,
            };
            log.note(answer.diagnostics());
            log.end();
            Ok(Response::new(answer))
        }
        .instrument(span)
        .await
    }

    pub(super) fn status(&self) -> Status {
        Status::internal(format!("{} panicked", self.rpc))
    }

    pub(super) fn explain(&self, panicked: &Panicked) -> wire::Diagnostic {
        let operation = self
            .type_name
            .as_ref()
            .map_or_else(|| self.rpc.to_owned(), |name| format!("{} of {name}", self.rpc));
        let place = panicked.place.as_ref().map_or_else(String::new, |place| format!(" at {place}"));
        let detail = report_bug(&format!(
            "{operation} panicked{place}. Other operations are not affected. What it was doing may have taken effect."
        ));
        let summary = format!("The provider failed in {operation}");
        one_to_wire(diagnostic(summary, detail, AttributePath::root()), Severity::Error)
    }
}

/// Numbers the calls of this process.
fn next_id() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// An answer to a call.
pub(super) trait Answer: Sized {
    /// Its diagnostics.
    fn diagnostics(&self) -> &[wire::Diagnostic];

    /// Makes an answer that holds an error only, if it has a place for one.
    fn failed(error: wire::Diagnostic) -> Option<Self>;
}

macro_rules! answers_with_diagnostics {
    ($($rpc:ident),+ $(,)?) => {$(
        impl Answer for wire::$rpc::Response {
            fn diagnostics(&self) -> &[wire::Diagnostic] {
                &self.diagnostics
            }

            fn failed(error: wire::Diagnostic) -> Option<Self> {
                let mut answer = Self::default();
                answer.diagnostics.push(error);
                Some(answer)
            }
        }
    )+};
}

answers_with_diagnostics!(
    get_metadata,
    get_provider_schema,
    get_resource_identity_schemas,
    get_functions,
    validate_provider_config,
    configure_provider,
    validate_resource_config,
    upgrade_resource_state,
    read_resource,
    plan_resource_change,
    apply_resource_change,
    import_resource_state,
    upgrade_resource_identity,
    move_resource_state,
    generate_resource_config,
    validate_data_resource_config,
    read_data_source,
    validate_list_resource_config,
);

impl Answer for wire::list_resource::Event {
    fn diagnostics(&self) -> &[wire::Diagnostic] {
        &self.diagnostic
    }

    fn failed(error: wire::Diagnostic) -> Option<Self> {
        Some(Self { diagnostic: vec![error], ..Self::default() })
    }
}

impl Answer for wire::stop_provider::Response {
    fn diagnostics(&self) -> &[wire::Diagnostic] {
        &[]
    }

    fn failed(_: wire::Diagnostic) -> Option<Self> {
        None
    }
}
