//! What can be checked of a menu without asking the API, and what a plan says of it.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostics};

use super::state::IvrMenuState;
use crate::attributes::checks;
use crate::attributes::conversion::known_after_apply;
use crate::attributes::ids;

/// Checks a configured menu; each finding is on the attribute at fault. Silent where a value is unknown.
pub(super) fn validate(diags: &mut Diagnostics, config: &IvrMenuState) {
    ids::check(diags, &config.ivr_id, AttributePath::new("ivr_id"));
    ids::check(diags, &config.greeting_id, AttributePath::new("greeting_id"));
    checks::name(diags, &config.name, AttributePath::new("name"));
}

/// Checks the ids that a plan is made of: 0 is none, though a validation lets it pass for the sake of Terraform's mocks.
pub(super) fn check_planned_ids(diags: &mut Diagnostics, config: &IvrMenuState) {
    ids::check_strictly(diags, &config.ivr_id, AttributePath::new("ivr_id"));
    ids::check_strictly(diags, &config.greeting_id, AttributePath::new("greeting_id"));
}

/// Plans a menu that doesn't exist yet: what isn't configured is known after apply.
pub(super) fn plan_create(proposed: IvrMenuState) -> IvrMenuState {
    let IvrMenuState { ivr_id, name, greeting_id, .. } = proposed;
    IvrMenuState {
        id: Value::Unknown,
        ivr_id,
        menu_id: Value::Unknown,
        name,
        greeting_id: known_after_apply(greeting_id),
        // The default menu comes with its IVR.
        default: Value::Value(false),
    }
}

/// Plans the change of a menu; returns the attributes whose change needs another menu in its place.
pub(super) fn plan_update(
    prior: &IvrMenuState,
    mut proposed: IvrMenuState,
) -> (IvrMenuState, Vec<AttributePath>) {
    if prior.ivr_id == proposed.ivr_id {
        return (proposed, Vec::new());
    }
    // Core asks again, as for a new menu, when it has seen that this one must go.
    (proposed.id, proposed.menu_id) = (Value::Unknown, Value::Unknown);
    (proposed, vec![AttributePath::new("ivr_id")])
}
