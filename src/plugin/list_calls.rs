//! The calls about list resources.

use std::pin::Pin;
use std::sync::Arc;

use futures::stream::{self, BoxStream};
use futures::{Stream, StreamExt};
use tf_provider::{AttributePath, Diagnostics};

use super::constraints::check_constraints;
use super::diagnostic::{diagnostic, one_to_wire, require, to_wire};
use super::list_resource::{ErasedListResource, Found, Listed, Object};
use super::proto::tfplugin6 as wire;
use super::proto::tfplugin6::diagnostic::Severity;
use super::proto::tfplugin6::list_resource::{Event, Request};
use super::proto::tfplugin6::validate_list_resource_config;
use super::service::Service;
use crate::plain_text::one_line;

impl Service {
    pub(super) async fn validate_list_resource(
        &self,
        request: validate_list_resource_config::Request,
    ) -> validate_list_resource_config::Response {
        let mut diags = Diagnostics::default();
        if let Some(list_resource) = self.list_resource(&request.type_name, &mut diags) {
            let config = request.config.unwrap_or_default();
            let schema = self.catalog.list_resources.get(request.type_name.as_str());
            check_constraints(schema, &config, &mut diags);
            list_resource.validate(&mut diags, config).await;
        }
        validate_list_resource_config::Response { diagnostics: to_wire(diags) }
    }

    /// Gives an event for each object as it is found; an error is the last one.
    ///
    /// Terraform sends its default limit where an operator sets none, and stops listening there: a list that the limit
    /// cuts off has a warning on its last event, so that nobody takes it for complete.
    pub(super) fn list(self: Arc<Self>, request: Request) -> BoxStream<'static, Event> {
        let Request { type_name, config, include_resource_object, limit } = request;
        let mut diags = Diagnostics::default();
        let found = self
            .list_resource(&type_name, &mut diags)
            .and_then(|list_resource| list_resource.list(&mut diags, config.unwrap_or_default()));
        let Some(found) = found else { return stream::iter([failure(diags)]).boxed() };
        // Terraform always sends a limit; another host may not.
        let limit = usize::try_from(limit).ok().filter(|limit| *limit > 0).unwrap_or(usize::MAX);
        limited(found, limit)
            .map(move |(found, cut_off)| {
                let mut event = self.event(&type_name, found, include_resource_object);
                let warning = cut_off.then(|| more_than(limit, &type_name));
                event.diagnostic.extend(warning);
                event
            })
            .boxed()
    }

    fn event(
        &self,
        type_name: &str,
        found: Result<Object, Diagnostics>,
        include_resource_object: bool,
    ) -> Event {
        let Listed { display_name, state } = match found {
            Ok(listed) => listed,
            Err(diags) => return failure(diags),
        };
        let display_name = one_line(&display_name);
        let mut diags = Diagnostics::default();
        let identity = self.identity_of(type_name, &state, &mut diags);
        let identity = require(identity, &format!("give the identity of {display_name}"), &mut diags);
        let resource_object = include_resource_object.then_some(state);
        Event { identity, display_name, resource_object, diagnostic: to_wire(diags) }
    }

    fn list_resource(&self, type_name: &str, diags: &mut Diagnostics) -> Option<&dyn ErasedListResource> {
        let list_resource = self.plugin.list_resources.get(type_name);
        if list_resource.is_none() {
            let detail = format!("This version of the provider has no list resource {type_name}.");
            diags.add_error(diagnostic("Unknown list resource", detail, AttributePath::root()));
        }
        Some(list_resource?.as_ref())
    }
}

fn failure(diags: Diagnostics) -> Event {
    Event { diagnostic: to_wire(diags), ..Event::default() }
}

/// Ends at the limit or after an error, without asking for more; tells of each result whether the limit cuts the list
/// off behind it.
fn limited(found: Found, limit: usize) -> impl Stream<Item = (Result<Object, Diagnostics>, bool)> + Send {
    stream::unfold((found.peekable(), limit), |(mut found, left)| async move {
        if left == 0 {
            return None;
        }
        let next = found.next().await?;
        if next.is_err() {
            return Some(((next, false), (found, 0)));
        }
        let cut_off = left == 1 && Pin::new(&mut found).peek().await.is_some();
        Some(((next, cut_off), (found, left - 1)))
    })
}

fn more_than(limit: usize, type_name: &str) -> wire::Diagnostic {
    let detail = format!(
        "There are more objects of {type_name} than the limit of {limit}: this list is not complete. Terraform takes \
         100 where the list block sets none; set `limit` in it to a larger number."
    );
    one_to_wire(diagnostic("List cut off at its limit", detail, AttributePath::root()), Severity::Warning)
}
