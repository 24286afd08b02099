//! What can be checked of an IVR without asking the API, and what a plan says of it.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostics};

use super::state::{DefaultMenu, IvrState, may_force, numbers};
use crate::attributes::checks;
use crate::attributes::conversion::known_after_apply;
use crate::attributes::ids;
use crate::plugin::Number;

/// Checks a configured IVR; each finding is on the attribute at fault. Silent where a value is unknown.
pub(super) fn validate(diags: &mut Diagnostics, config: &IvrState) {
    checks::name(diags, &config.name, AttributePath::new("name"));
    check_numbers(diags, config, ids::check);
    if let Value::Value(menu) = &config.default_menu {
        let at = |name| AttributePath::new("default_menu").attribute(name);
        checks::name(diags, &menu.name, at("name"));
        ids::check(diags, &menu.greeting_id, at("greeting_id"));
    }
}

/// Checks the ids that a plan is made of: 0 is none, though a validation lets it pass for the sake of Terraform's mocks.
pub(super) fn check_planned_ids(diags: &mut Diagnostics, config: &IvrState) {
    check_numbers(diags, config, ids::check_strictly);
    if let Value::Value(menu) = &config.default_menu {
        let path = AttributePath::new("default_menu").attribute("greeting_id");
        ids::check_strictly(diags, &menu.greeting_id, path);
    }
}

/// Checks the ids of phone numbers; an element of a set has no path of its own.
fn check_numbers(
    diags: &mut Diagnostics,
    config: &IvrState,
    check: impl Fn(&mut Diagnostics, &Value<Number>, AttributePath),
) {
    let Value::Value(numbers) = &config.phone_number_ids else { return };
    let path = AttributePath::new("phone_number_ids");
    for id in numbers {
        if id.is_null() {
            let detail = format!("{path} has an id that is null. Allowed is {}.", ids::ALLOWED);
            checks::error(diags, "Invalid id", detail, path.clone());
        } else {
            check(diags, id, path.clone());
        }
    }
}

/// Plans an IVR that doesn't exist yet: what isn't configured is known after apply.
pub(super) fn plan_create(proposed: IvrState) -> IvrState {
    let force_destroy = planned_force(&proposed);
    let IvrState { name, phone_number_ids, default_menu, .. } = proposed;
    IvrState {
        id: Value::Unknown,
        ivr_id: Value::Unknown,
        name,
        phone_number_ids: known_after_apply(phone_number_ids),
        phone_number_names: Value::Unknown,
        default_menu: known_after_apply(default_menu).map(|menu| DefaultMenu {
            name: known_after_apply(menu.name),
            greeting_id: known_after_apply(menu.greeting_id),
        }),
        default_menu_id: Value::Unknown,
        force_destroy,
    }
}

/// Plans the change of an IVR.
pub(super) fn plan_update(prior: &IvrState, config: &IvrState) -> IvrState {
    let phone_number_ids = configured_or(&config.phone_number_ids, &prior.phone_number_ids);
    let (before, after) = (numbers(&prior.phone_number_ids), numbers(&phone_number_ids));
    let keeps_numbers = after.is_some() && before == after;
    IvrState {
        name: config.name.clone(),
        phone_number_names: if keeps_numbers { prior.phone_number_names.clone() } else { Value::Unknown },
        phone_number_ids,
        default_menu: planned_menu(&prior.default_menu, &config.default_menu),
        force_destroy: planned_force(config),
        ..prior.clone()
    }
}

/// Plans the default menu: what isn't configured stays as it is, and is known after apply where there is none.
fn planned_menu(prior: &Value<DefaultMenu>, config: &Value<DefaultMenu>) -> Value<DefaultMenu> {
    let Value::Value(configured) = config else { return configured_or(config, prior) };
    let (name, greeting_id) = match prior {
        Value::Value(prior) => (prior.name.clone(), prior.greeting_id.clone()),
        Value::Null | Value::Unknown => (Value::Unknown, Value::Unknown),
    };
    Value::Value(DefaultMenu {
        name: configured_or(&configured.name, &name),
        greeting_id: configured_or(&configured.greeting_id, &greeting_id),
    })
}

fn configured_or<T: Clone>(config: &Value<T>, prior: &Value<T>) -> Value<T> {
    if config.is_null() { prior.clone() } else { config.clone() }
}

fn planned_force(config: &IvrState) -> Value<bool> {
    if config.force_destroy.is_unknown() { Value::Unknown } else { Value::Value(may_force(config)) }
}
