//! The data source `zendesk_ivr_call_flow`: the problems of an IVR and its picture, for checks and tests.

use serde::{Deserialize, Serialize};
use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::flow::{Flow, flow};
use super::mermaid::mermaid;
use super::names::{Names, calls_groups};
use super::problem::{Finding, findings};
use crate::account::{Account, Error, Inventory, IvrContents, Kept, LookUp, MenuContents, lookup};
use crate::api::{self, IvrMenu, IvrRoute, MenuId};
use crate::attributes::conversion::{optional_number, text};
use crate::attributes::{self, ids};
use crate::plugin::{Number, attribute, diagnostic};

use AttributeConstraint::{Computed, Required};

/// The call flow of an IVR; what each attribute means stands in the schema.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the data source documents each attribute")]
pub struct IvrCallFlow {
    pub ivr_id: Value<Number>,
    pub findings: Value<Vec<FoundProblem>>,
    pub mermaid: Value<String>,
}

/// A problem, as the data source gives it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the data source documents each attribute")]
pub struct FoundProblem {
    pub problem: Value<String>,
    pub menu_id: Value<Number>,
    pub menu: Value<String>,
    pub keypress: Value<String>,
    pub text: Value<String>,
}

impl LookUp for IvrCallFlow {
    fn schema() -> Schema {
        schema()
    }

    fn check(&self, diags: &mut Diagnostics) {
        ids::check(diags, &self.ivr_id, AttributePath::new("ivr_id"));
    }

    async fn look_up(self, account: &Account, warnings: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        let ivr_id = ids::required(&self.ivr_id, AttributePath::new("ivr_id"))?;
        let which = || format!("Call flow of {}", api::Ivr::which((), ivr_id));
        let contents = contents(account, ivr_id).await;
        let contents = contents.map_err(|error| lookup::not_found::<api::Ivr>(&which(), &error))?;
        let flow = flow_of(account, contents, warnings).await;
        Ok(Self {
            ivr_id: self.ivr_id,
            findings: Value::Value(findings(&flow).into_iter().map(found).collect()),
            mermaid: Value::Value(mermaid(&flow)),
        })
    }
}

fn schema() -> Schema {
    let finding = [
        ("problem", AttributeType::String),
        ("menu_id", AttributeType::Number),
        ("menu", AttributeType::String),
        ("keypress", AttributeType::String),
        ("text", AttributeType::String),
    ];
    let findings = attributes::list_of_objects(finding.map(|(name, attr_type)| (name.to_owned(), attr_type)));
    let attributes = [
        attribute("ivr_id", AttributeType::Number, Required, "The id of the IVR."),
        attribute(
            "findings",
            findings,
            Computed,
            "The problems of the call flow, menu by menu: of each its kind (`problem`), `menu_id` and `menu` (the name), \
             `keypress`, and `text`, a sentence for people. The kinds are `menu_not_found` and `group_not_found` (a route leads \
             there, or calls it, also as a secondary group), `menu_unreachable`, `no_default_route`, `no_way_out` (no key ever \
             leads to anybody), `no_menu` and `first_menu_empty` (though phone numbers lead to the IVR). What doesn't apply is null.",
        ),
        attribute(
            "mermaid",
            AttributeType::String,
            Computed,
            "The call flow as a picture: the source of a Mermaid flowchart, which GitHub, GitLab and others show in Markdown.",
        ),
    ];
    attributes::schema(
        "Reads the call flow of an IVR: where its callers get to, and what goes wrong for them. For `check` blocks, \
         postconditions and tests. With `depends_on`, it is read after the apply of what it depends on. Any number of these data \
         sources costs one list of the IVRs and one of the groups.",
        attributes,
    )
}

/// Reads an IVR with its menus and their routes.
async fn contents(account: &Account, ivr_id: i64) -> Result<IvrContents, Error> {
    let ivr = lookup::ivr(account, ivr_id).await?;
    let menus = lookup::menus(account, ivr_id).await?;
    let mut contents = Vec::new();
    for menu in menus.iter().cloned() {
        let routes = account.all::<IvrRoute>(MenuId { ivr_id, menu_id: menu.id }).await?;
        // A menu that has gone meanwhile is none.
        contents.extend(routes.map(|routes| MenuContents { menu, routes }));
    }
    let is_read = |menu: &IvrMenu| contents.iter().any(|read| read.menu.id == menu.id);
    let menus = menus.into_iter().filter(is_read).collect();
    Ok(IvrContents { ivr, menus, contents })
}

async fn flow_of(account: &Account, contents: IvrContents, warnings: &mut Vec<Diagnostic>) -> Flow {
    let mut names = Names::default();
    if calls_groups(&contents) {
        match account.referenced::<api::Group>().await {
            Ok(groups) => names = names.with_groups(&groups),
            Err(error) => warnings.push(not_checked(&error)),
        }
    }
    let inventory = Inventory { ivrs: vec![contents.ivr.clone()], contents: vec![contents] };
    flow(&inventory, &names)
}

fn not_checked(error: &Diagnostic) -> Diagnostic {
    let detail = format!(
        "findings doesn't tell groups that don't exist, since the groups can't be listed. {}",
        error.detail
    );
    diagnostic("Groups of the call flow not checked", detail, AttributePath::new("findings"))
}

fn found(finding: Finding) -> FoundProblem {
    let sentence = Value::Value(finding.to_string());
    let Finding { ivr: _, menu, key, problem } = finding;
    FoundProblem {
        problem: Value::Value(problem.name().to_owned()),
        menu_id: optional_number(menu.as_ref().map(|menu| menu.id)),
        menu: text(&menu.map(|menu| menu.title)),
        keypress: text(&key),
        text: sentence,
    }
}
