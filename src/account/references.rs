//! What a configuration refers to by id and the provider only reads: groups, phone numbers, greetings.

use std::sync::Arc;

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use super::failure::failure;
use super::named::{Named, capitalised, named, nearest};
use super::records::Account;
use crate::api::Record;
use crate::attributes::conversion::known;
use crate::attributes::ids;
use crate::plugin::{Number, diagnostic};

/// How many of those that are there a warning names.
const MOST_NAMED: usize = 5;

/// A kind of object that a configuration refers to by id and the provider only reads.
pub trait Referenced: Named + Send + Sync + 'static {
    /// What the API lists.
    type Wire: Record<Parent = ()>;

    /// What a list of them is called in the summary of an error, such as `list groups`.
    const LIST: &'static str;

    /// The data source that finds one by its name.
    const DATA_SOURCE: &'static str;

    /// What there is to refer to, in the singular, such as `group`.
    const WHAT: &'static str = Self::NOUN;

    /// Makes the object of what the API lists; none where that is nothing to refer to.
    fn from_wire(wire: Self::Wire) -> Option<Self>;
}

/// An id that a configuration names, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    id: i64,
    path: AttributePath,
}

impl Reference {
    /// Takes an id that is configured and planned alike, if it is known.
    #[must_use]
    pub fn one(planned: &Value<Number>, config: &Value<Number>, path: AttributePath) -> Option<Self> {
        let id = id(config)?;
        (self::id(planned) == Some(id)).then_some(Self { id, path })
    }

    /// Takes those of several ids that are configured and planned alike, as far as they are known.
    ///
    /// `path` returns the place of an id, by its number in the configuration from 0.
    #[must_use]
    pub fn each(
        planned: &Value<Vec<Value<Number>>>,
        config: &Value<Vec<Value<Number>>>,
        path: impl Fn(i64) -> AttributePath,
    ) -> Vec<Self> {
        let (Value::Value(planned), Value::Value(config)) = (planned, config) else { return Vec::new() };
        let planned: Vec<_> = planned.iter().filter_map(id).collect();
        let ids = (0_i64..).zip(config.iter().map(id));
        let ids = ids.filter_map(|(index, id)| Some((index, id.filter(|id| planned.contains(id))?)));
        ids.map(|(index, id)| Self { id, path: path(index) }).collect()
    }
}

/// Returns the id that a value holds, if it is known and one: 0 is none.
fn id(value: &Value<Number>) -> Option<i64> {
    known(value).and_then(ids::parse)
}

impl Account {
    /// Lists the objects of a kind, for a data source: asked for once a run.
    ///
    /// # Errors
    ///
    /// The diagnostic of a list that can't be read.
    pub async fn referenced<R: Referenced>(&self) -> Result<Arc<Vec<R>>, Diagnostic> {
        let which = format!("{}s of the account", capitalised(R::NOUN));
        self.list::<R>().await.map_err(|error| failure(R::LIST, &which, &error))
    }

    /// Begins to list the objects of a kind, since a plan that follows is likely to check ids of them.
    pub fn expect_references<R: Referenced>(&self) {
        if self.checks_references() {
            self.copy().begin_list::<R>();
        }
    }

    /// Warns of ids that the account lacks, unless that is switched off or the list can't be had.
    ///
    /// `which` is the object that names them, such as `Menu "Billing"`, and `effect` a sentence on what becomes of its callers.
    pub async fn lacking<R: Referenced>(
        &self,
        which: &str,
        effect: &str,
        references: impl IntoIterator<Item = Reference>,
    ) -> Vec<Diagnostic> {
        let mut references = references.into_iter().peekable();
        if !self.checks_references() || references.peek().is_none() {
            return Vec::new();
        }
        let Some(there) = self.copy().list_if_possible::<R>().await else { return Vec::new() };
        let lacking = references.filter(|reference| there.iter().all(|one| one.own_id() != reference.id));
        lacking.map(|reference| missing(which, effect, reference, &there)).collect()
    }
}

/// Makes the warning of an id that the account lacks.
fn missing<R: Referenced>(
    which: &str,
    effect: &str,
    Reference { id, path }: Reference,
    there: &[R],
) -> Diagnostic {
    let (noun, what, data_source) = (R::NOUN, R::WHAT, R::DATA_SOURCE);
    let detail = format!(
        "The account has no {what} with the id {id}. {effect} {} Or look it up by its name, with the data source {data_source}. If the \
         {noun} is there all the same, check_references = false in the provider block switches this warning off.",
        what_to_do(id, there)
    );
    diagnostic(format!("{which} refers to a missing {noun}: {id}"), detail, path)
}

fn what_to_do<R: Referenced>(id: i64, there: &[R]) -> String {
    let what = R::WHAT;
    if there.is_empty() {
        return format!("It has no {what} at all: make one in the admin center.");
    }
    let nearest: Vec<_> = nearest(&id.to_string(), there).into_iter().take(MOST_NAMED).map(named).collect();
    let which = if there.len() > nearest.len() {
        format!("nearest of {}", there.len())
    } else {
        "ones there are".into()
    };
    format!("Set the id of one that is there; the {which}: {}.", nearest.join(", "))
}

#[cfg(test)]
mod tests {
    use tf_provider::AttributePath;
    use tf_provider::value::Value;

    use super::Reference;
    use crate::plugin::Number;

    fn ids(ids: &[i64]) -> Value<Vec<Value<Number>>> {
        Value::Value(ids.iter().map(|id| Value::Value(Number::Int(*id))).collect())
    }

    fn path(index: i64) -> AttributePath {
        AttributePath::new("group_ids").index(index)
    }

    fn taken(planned: &Value<Vec<Value<Number>>>, config: &Value<Vec<Value<Number>>>) -> Vec<(i64, i64)> {
        let taken = Reference::each(planned, config, path);
        taken.iter().map(|one| (one.id, (0..9).find(|index| one.path == path(*index)).unwrap())).collect()
    }

    #[test]
    fn what_is_configured_and_planned_is_a_reference() {
        assert_eq!(taken(&ids(&[7, 8]), &ids(&[7, 8])), [(7, 0), (8, 1)]);
        // In another order, as Zendesk had it: the place is that of the configuration.
        assert_eq!(taken(&ids(&[8, 7]), &ids(&[7, 8])), [(7, 0), (8, 1)]);
        // Ignored changes, computed values, 0.
        assert_eq!(taken(&ids(&[9]), &ids(&[7, 8])), []);
        assert_eq!(taken(&ids(&[7]), &Value::Null), []);
        assert_eq!(taken(&ids(&[0]), &ids(&[0])), []);
        assert_eq!(taken(&Value::Unknown, &Value::Unknown), []);
        let partly = Value::Value(vec![Value::Unknown, Value::Value(Number::Int(8)), Value::Null]);
        assert_eq!(taken(&partly, &partly), [(8, 1)]);
    }

    #[test]
    fn one_id_is_a_reference_where_it_is_configured_and_planned() {
        let (seven, eight) = (Value::Value(Number::Int(7)), Value::Value(Number::Int(8)));
        let taken =
            |planned, config| Reference::one(planned, config, AttributePath::root()).map(|one| one.id);
        assert_eq!(taken(&seven, &seven), Some(7));
        for (planned, config) in
            [(&seven, &eight), (&seven, &Value::Null), (&Value::Unknown, &Value::Unknown)]
        {
            assert_eq!(taken(planned, config), None);
        }
        let zero = Value::Value(Number::Int(0));
        assert_eq!(taken(&zero, &zero), None);
    }
}
