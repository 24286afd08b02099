//! The calls about resources: what an answer holds when things go well, and when they don't.

use tf_provider::{AttributePath, Diagnostics};

use super::constraints::check_constraints;
use super::diagnostic::{diagnostic, path_to_wire, require, to_wire};
use super::proto::tfplugin6::{
    DynamicValue, RawState, apply_resource_change, import_resource_state, move_resource_state,
    plan_resource_change, read_resource, upgrade_resource_state, validate_resource_config,
};
use super::resource::{Change, ErasedResource, Prior, Saved};
use super::service::Service;
use super::upgrade::{Stored, fit_block};

impl Service {
    pub(super) async fn validate_resource(
        &self,
        request: validate_resource_config::Request,
    ) -> validate_resource_config::Response {
        let mut diags = Diagnostics::default();
        if let Some(resource) = self.resource(&request.type_name, &mut diags) {
            let config = request.config.unwrap_or_default();
            let schema = self.catalog.resources.get(request.type_name.as_str());
            check_constraints(schema, &config, &mut diags);
            resource.validate(&mut diags, config).await;
        }
        validate_resource_config::Response { diagnostics: to_wire(diags) }
    }

    pub(super) fn upgrade(
        &self,
        request: upgrade_resource_state::Request,
    ) -> upgrade_resource_state::Response {
        let mut diags = Diagnostics::default();
        let raw = request.raw_state.unwrap_or_default();
        let upgraded_state = self.upgraded(&request.type_name, request.version, &raw, &mut diags);
        upgrade_resource_state::Response { upgraded_state, diagnostics: to_wire(diags) }
    }

    /// Brings stored state to today's schema version, and fits it to the schema.
    fn upgraded(
        &self,
        type_name: &str,
        version: i64,
        raw: &RawState,
        diags: &mut Diagnostics,
    ) -> Option<DynamicValue> {
        let resource = self.resource(type_name, diags)?;
        let schema = self.catalog.resources.get(type_name)?;
        let state = serde_json::from_slice(&raw.json).map_err(|error| {
            let detail = format!("The stored state of {type_name} is no JSON: {error}.");
            diags.add_error(diagnostic("Failed to decode the stored state", detail, AttributePath::root()));
        });
        let mut state = state.ok()?;
        if version != schema.version {
            let stored = Stored { what: "state", type_name, version, current: schema.version };
            state = stored.upgraded(diags, || resource.upgrade(version, state))?;
        }
        fit_block(&mut state, &schema.block);
        resource.reencode(diags, state)
    }

    /// Null means that the object is gone; an error keeps what Terraform has.
    pub(super) async fn read(&self, request: read_resource::Request) -> read_resource::Response {
        let mut diags = Diagnostics::default();
        let state = request.current_state.unwrap_or_default();
        let mut answer = read_resource::Response {
            new_state: Some(state.clone()),
            private: request.private.clone(),
            new_identity: request.current_identity,
            ..Default::default()
        };
        if let Some(resource) = self.resource(&request.type_name, &mut diags) {
            let prior = Prior { state, private: request.private };
            let read = resource.read(&mut diags, prior, request.provider_meta.unwrap_or_default()).await;
            if diags.errors.is_empty() {
                let Saved { state, private, identity } = read.unwrap_or_else(Saved::nothing);
                (answer.new_state, answer.private, answer.new_identity) = (Some(state), private, identity);
            }
        }
        answer.diagnostics = to_wire(diags);
        answer
    }

    pub(super) async fn plan(
        &self,
        request: plan_resource_change::Request,
    ) -> plan_resource_change::Response {
        let mut diags = Diagnostics::default();
        let change = Change {
            prior: request.prior_state.unwrap_or_default(),
            planned: request.proposed_new_state.unwrap_or_default(),
            config: request.config.unwrap_or_default(),
            private: request.prior_private,
            meta: request.provider_meta.unwrap_or_default(),
        };
        let planned = match self.resource(&request.type_name, &mut diags) {
            Some(resource) => plan_change(resource, change, &request.type_name, &mut diags).await,
            None => None,
        };
        let mut answer = plan_resource_change::Response::default();
        if let Some((planned, replace)) = planned {
            answer.planned_state = Some(planned.state);
            answer.planned_private = planned.private;
            answer.planned_identity = planned.identity;
            answer.requires_replace = replace.into_iter().map(path_to_wire).collect();
        }
        answer.diagnostics = to_wire(diags);
        answer
    }

    /// An error with null keeps the state and the private data that Terraform has; an error with a state saves that.
    pub(super) async fn apply(
        &self,
        request: apply_resource_change::Request,
    ) -> apply_resource_change::Response {
        let mut diags = Diagnostics::default();
        let change = Change {
            prior: request.prior_state.unwrap_or_default(),
            planned: request.planned_state.unwrap_or_default(),
            config: request.config.unwrap_or_default(),
            private: request.planned_private,
            meta: request.provider_meta.unwrap_or_default(),
        };
        let saved = match self.resource(&request.type_name, &mut diags) {
            Some(resource) => make_change(resource, change, &request.type_name, &mut diags).await,
            None => None,
        };
        let Saved { state, private, identity } = saved.unwrap_or_else(Saved::nothing);
        apply_resource_change::Response {
            new_state: Some(state),
            private,
            diagnostics: to_wire(diags),
            new_identity: identity,
        }
    }

    pub(super) async fn import(
        &self,
        request: import_resource_state::Request,
    ) -> import_resource_state::Response {
        let mut diags = Diagnostics::default();
        let imported = self.imported(&request, &mut diags).await;
        let imported = require(imported, &format!("import {}", request.type_name), &mut diags);
        let imported =
            imported.map(|Saved { state, private, identity }| import_resource_state::ImportedResource {
                type_name: request.type_name,
                state: Some(state),
                private,
                identity,
            });
        import_resource_state::Response {
            imported_resources: imported.into_iter().collect(),
            diagnostics: to_wire(diags),
            ..Default::default()
        }
    }

    pub(super) fn resource(&self, type_name: &str, diags: &mut Diagnostics) -> Option<&dyn ErasedResource> {
        let resource = self.plugin.resources.get(type_name);
        if resource.is_none() {
            let detail = format!("This version of the provider has no resource {type_name}.");
            diags.add_error(diagnostic("Unknown resource", detail, AttributePath::root()));
        }
        Some(resource?.as_ref())
    }
}

/// Answers a move from another type. Terraform asks only a server that says it can; OpenTofu asks every one.
pub(super) fn refuse_move(request: &move_resource_state::Request) -> move_resource_state::Response {
    let move_resource_state::Request { source_type_name: source, target_type_name: target, .. } = request;
    let detail = format!(
        "{source} can't become {target} by a moved block. Have the old resource forgotten, with a removed block that has \
         lifecycle {{ destroy = false }}, and import the object at its new address, with an import block."
    );
    let mut diags = Diagnostics::default();
    diags.add_error(diagnostic("Move across types not supported", detail, AttributePath::root()));
    move_resource_state::Response { diagnostics: to_wire(diags), ..Default::default() }
}

async fn plan_change(
    resource: &dyn ErasedResource,
    change: Change,
    type_name: &str,
    diags: &mut Diagnostics,
) -> Option<(Saved, Vec<AttributePath>)> {
    let planned = if change.planned.is_null() {
        let private = resource.plan_destroy(diags, change).await;
        private.map(|private| (Saved { private, ..Saved::nothing() }, Vec::new()))
    } else if change.prior.is_null() {
        resource.plan_create(diags, change).await.map(|planned| (planned, Vec::new()))
    } else {
        resource.plan_update(diags, change).await
    };
    require(planned, &format!("plan {type_name}"), diags)
}

async fn make_change(
    resource: &dyn ErasedResource,
    change: Change,
    type_name: &str,
    diags: &mut Diagnostics,
) -> Option<Saved> {
    if change.planned.is_null() {
        let destroyed = resource.destroy(diags, change).await;
        require(destroyed, &format!("destroy {type_name}"), diags);
        None
    } else if change.prior.is_null() {
        let created = resource.create(diags, change).await;
        require(created, &format!("create {type_name}"), diags)
    } else {
        let updated = resource.update(diags, change).await;
        require(updated, &format!("update {type_name}"), diags)
    }
}
