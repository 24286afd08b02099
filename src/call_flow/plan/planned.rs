//! What a plan changes for callers, and what can't be seen in it.

use super::before_after::before_after;
use super::context::Context;
use super::json::Plan;
use super::numbers::Numbers;
use super::object::{objects, secrets};
use crate::account::same_name;
use crate::call_flow::difference::{Difference, difference};
use crate::plain_text::{listed, one_line};

/// How many menus or addresses a note names.
const MOST_NAMED: usize = 10;

/// What a plan changes for callers.
#[derive(Clone, Debug)]
pub struct Planned {
    /// What changes.
    pub difference: Difference,
    /// What can't be seen in the plan; sentences.
    pub notes: Vec<String>,
}

impl Planned {
    /// Reads a plan as `terraform show -json` writes it.
    ///
    /// # Errors
    ///
    /// A sentence without its subject, the file: why it isn't a plan that can be read.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let plan = Plan::read(bytes)?;
        let mut numbers = Numbers::new(secrets(&plan));
        let objects = objects(&plan, &mut numbers);
        let mut context = Context::new(&plan, &objects, numbers);
        let made = before_after(&mut context);
        let difference = difference(&made.before, &made.after, &made.matching);
        let mut unresolved: Vec<_> = context.unresolved.iter().map(|address| one_line(address)).collect();
        unresolved.sort();
        Ok(Self { notes: notes(&plan, unresolved, made.partly_known), difference })
    }

    /// Leaves out all IVRs but the one with an id or a name; nothing where the plan has no such IVR.
    #[must_use]
    pub fn only(mut self, ivr: &str) -> Option<Self> {
        let Difference { flow, changes, new_problems, solved_problems } = &mut self.difference;
        flow.ivrs.retain(|flow| flow.id.to_string() == ivr || same_name(&flow.title, ivr));
        let title = flow.ivrs.first()?.title.clone();
        changes
            .retain(|change| title == change.ivr || title.starts_with(&format!("{}, before: ", change.ivr)));
        for problems in [new_problems, solved_problems] {
            problems.retain(|finding| {
                title == finding.ivr || title.starts_with(&format!("{}, before: ", finding.ivr))
            });
        }
        Some(self)
    }
}

fn notes(plan: &Plan, unresolved: Vec<String>, partly_known: Vec<String>) -> Vec<String> {
    let mut notes = Vec::new();
    if plan.errored == Some(true) {
        notes.push("Terraform ended this plan with an error: it isn't complete.".to_owned());
    }
    if plan.complete == Some(false)
        || plan.deferred_changes.as_ref().is_some_and(|deferred| !deferred.is_empty())
    {
        notes.push(
            "This plan isn't complete (-target, or changes that Terraform puts off): more may change later."
                .to_owned(),
        );
    }
    if !unresolved.is_empty() {
        notes.push(format!(
            "The ids of menus that these are of, or lead to, are known only after apply, and the configuration doesn't say \
             without a doubt which menus they are: {}.",
            listed(unresolved, MOST_NAMED)
        ));
    }
    if !partly_known.is_empty() {
        notes.push(format!(
            "The plan may not show all routes of these menus, so what would need all of them isn't reported as a problem: {}.",
            listed(partly_known, MOST_NAMED)
        ));
    }
    notes
}
