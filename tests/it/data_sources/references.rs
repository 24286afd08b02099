//! What the data sources of groups, phone numbers and greetings have in common, shown by each kind of them.

use serde_json::{Value, json};

use crate::fake::{Account, Answer, Fault};
use crate::harness::{Acceptance, Diagnostic, Output};

/// A kind of object that a configuration refers to by id, with its two data sources.
struct Kind {
    /// What messages call one, and several in the summary of a failed list.
    noun: &'static str,
    one: &'static str,
    many: &'static str,
    id: &'static str,
    /// The attribute that holds what people call it.
    name: &'static str,
    /// Path of the list.
    list: &'static str,
    /// How many there are in every account.
    always: i64,
    add: fn(&mut Account, i64, &str),
}

const KINDS: [Kind; 3] = [
    Kind {
        noun: "group",
        one: "zendesk_group",
        many: "zendesk_groups",
        id: "group_id",
        name: "name",
        list: Fault::GROUPS,
        always: 0,
        add: |account, id, name| account.add_group(id, name),
    },
    Kind {
        noun: "phone number",
        one: "zendesk_phone_number",
        many: "zendesk_phone_numbers",
        id: "phone_number_id",
        name: "nickname",
        list: Fault::PHONE_NUMBERS,
        always: 0,
        add: |account, id, name| account.add_phone_number(id, &number(id), Some(name)),
    },
    Kind {
        noun: "greeting",
        one: "zendesk_greeting",
        many: "zendesk_greetings",
        id: "greeting_id",
        name: "name",
        list: Fault::GREETINGS,
        always: 4,
        add: |account, id, name| account.add_greeting(id, name),
    },
];

/// The number with that id.
fn number(id: i64) -> String {
    format!("+1202555{id:04}")
}

impl Kind {
    /// The data source of one under this label, with these arguments.
    fn one(&self, label: &str, arguments: &str) -> String {
        format!("data \"{}\" \"{label}\" {{\n  {arguments}\n}}\n", self.one)
    }

    /// The data source of one, found by a name.
    fn named(&self, name: &str) -> String {
        self.one("test", &format!("{} = \"{name}\"", self.name))
    }

    fn address(&self, label: &str) -> String {
        format!("data.{}.{label}", self.one)
    }

    fn capitalised(&self) -> String {
        self.noun[..1].to_uppercase() + &self.noun[1..]
    }

    /// A summary that begins with the noun.
    fn summary(&self, rest: &str) -> String {
        format!("{} {rest}", self.capitalised())
    }

    /// What a message calls an object of [`account`].
    fn told(&self, id: i64, name: &str) -> String {
        if self.noun == "phone number" {
            format!("{id} \"{name}\" ({})", number(id))
        } else {
            format!("{id} \"{name}\"")
        }
    }
}

/// An account with groups, numbers and greetings of these names; the ids of each kind are 1001, 1002 and so on.
fn account(names: &[&str]) -> Acceptance {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        for (id, name) in (1001..).zip(names) {
            KINDS.iter().for_each(|kind| (kind.add)(account, id, name));
        }
    });
    acc
}

/// A configuration with a part for each kind.
fn each(part: impl Fn(&Kind) -> String) -> String {
    KINDS.iter().map(part).collect()
}

/// The error about one data source.
#[track_caller]
fn error_at(output: &Output, address: &str) -> Diagnostic {
    let found = output.errors().into_iter().find(|error| error.address == address);
    found.unwrap_or_else(|| panic!("no error about {address} in {output}"))
}

#[test]
fn one_is_found_by_its_name_and_by_its_id() {
    let config = each(|kind| kind.named("Support") + &kind.one("by_id", &format!("{} = 1002", kind.id)));
    let applied = account(&["Sales", "Support"]).apply(&config);
    for kind in KINDS {
        for label in ["test", "by_id"] {
            assert_eq!(applied.attr(&kind.address(label), kind.id), 1002);
            assert_eq!(applied.attr(&kind.address(label), kind.name), "Support");
        }
    }
    assert_eq!(applied.plan.output.diagnostics(), []);
}

#[test]
fn a_name_is_the_same_in_every_unicode_form() {
    let by = |label, name: &str| each(|kind| kind.one(label, &format!("{} = \"{name}\"", kind.name)));
    let config = by("composed", "B\u{fc}ro") + &by("decomposed", "Zu\u{308}rich");
    let applied = account(&["Bu\u{308}ro", "Z\u{fc}rich"]).apply(&config);
    for kind in KINDS {
        assert_eq!(applied.attr(&kind.address("composed"), kind.id), 1001);
        assert_eq!(applied.attr(&kind.address("decomposed"), kind.id), 1002);
    }
    let output = account(&["Bu\u{308}ro", "B\u{fc}ro"]).plan_fails(&each(|kind| kind.named("B\u{fc}ro")));
    for kind in KINDS {
        output.error(&format!("Several {}s found", kind.noun)).says("1001").says("1002");
    }
}

#[test]
fn several_of_one_name_are_an_error_that_lists_their_ids() {
    let output = account(&["Sales", "Support", "Sales"]).plan_fails(&each(|kind| kind.named("Sales")));
    for kind in KINDS {
        let error = output.error(&format!("Several {}s found", kind.noun));
        error.at(&kind.address("test"), kind.name);
        assert_eq!(
            error.detail,
            format!(
                "Several {}s have the {} \"Sales\": {}, {}. Name the one that is meant by its id.",
                kind.noun,
                kind.name,
                kind.told(1001, "Sales"),
                kind.told(1003, "Sales")
            )
        );
    }
}

#[test]
fn none_of_a_name_or_an_id_is_an_error_that_lists_what_there_is() {
    let config = each(|kind| {
        let Kind { id, name, .. } = kind;
        kind.one("case", &format!("{name} = \"sales\""))
            + &kind.one("space", &format!("{name} = \" Sales\""))
            + &kind.one("id", &format!("{id} = 7"))
    });
    let output = account(&["Sales", "Support"]).plan_fails(&config);
    for kind in KINDS {
        let all = format!("There are: {}, {}.", kind.told(1001, "Sales"), kind.told(1002, "Support"));
        let cases = [
            ("case", kind.name, format!("the {} \"sales\"", kind.name)),
            ("space", kind.name, format!("the {} \" Sales\"", kind.name)),
            ("id", kind.id, "the id 7".to_owned()),
        ];
        for (label, attribute, property) in cases {
            let error = error_at(&output, &kind.address(label));
            error.at(&kind.address(label), attribute);
            assert_eq!(error.summary, kind.summary("not found"));
            assert_eq!(error.detail, format!("No {} has {property}. {all}", kind.noun));
        }
    }
    let empty = account(&[]).plan_fails(&each(|kind| kind.named("Sales")));
    for kind in KINDS {
        empty.error(&kind.summary("not found")).says("There are: none.");
    }
}

#[test]
fn of_many_the_nearest_are_listed_first() {
    let names: Vec<_> = (1..=60).map(|count| format!("Desk {count}")).chain(["Billing".to_owned()]).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let config = each(|kind| kind.named("Biling") + &kind.one("id", &format!("{} = 10420", kind.id)));
    let output = account(&names).plan_fails(&config);
    for kind in KINDS {
        let error = error_at(&output, &kind.address("test"));
        error.says(&format!("There are: {}, ", kind.told(1061, "Billing"))).says(", and 11 more.");
        let error = error_at(&output, &kind.address("id"));
        error.says(&format!("There are: {}, ", kind.told(1042, "Desk 42")));
    }
}

#[test]
fn what_does_not_determine_one_is_refused_without_a_request() {
    let acc = account(&["Sales"]);
    let config = each(|kind| {
        let Kind { id, name, .. } = kind;
        kind.one("none", "")
            + &kind.one("both", &format!("{name} = \"Sales\"\n  {id} = 1001"))
            + &kind.one("negative", &format!("{id} = -1"))
            + &kind.one("fraction", &format!("{id} = 1.5"))
            + &kind.one("huge", &format!("{id} = 9223372036854775808"))
    });
    let output = acc.validate_fails(&config);
    for kind in KINDS {
        let error = error_at(&output, &kind.address("none"));
        error.at(&kind.address("none"), &format!("data \"{}\"", kind.one)).says("Set the one to find the");
        assert_eq!(error.summary, kind.summary("not determined"));
        let error = error_at(&output, &kind.address("both"));
        error.at(&kind.address("both"), kind.name).says(kind.id).says("are set.");
        assert_eq!(error.summary, kind.summary("not determined"));
        for label in ["negative", "fraction", "huge"] {
            let error = error_at(&output, &kind.address(label));
            error.at(&kind.address(label), kind.id).says(&format!("{} is ", kind.id));
            assert_eq!(error.summary, "Invalid id");
        }
    }
    // Terraform's mocks give a 0, so that it passes validate.
    let zero = each(|kind| kind.one("test", &format!("{} = 0", kind.id)));
    acc.validate(&zero);
    let output = acc.plan_fails(&zero);
    for kind in KINDS {
        let error = error_at(&output, &kind.address("test"));
        error.at(&kind.address("test"), kind.id).says(&format!("{} is 0.", kind.id));
    }
}

#[test]
fn what_is_computed_cannot_be_set() {
    let config = r#"
data "zendesk_groups" "all" {
  ids = {}
}
data "zendesk_greeting" "test" {
  name    = "A"
  pending = true
}
data "zendesk_phone_number" "test" {
  nickname = "A"
  ivr_id   = 7
}
"#;
    let output = Acceptance::new().validate_fails(config);
    for (address, attribute) in [
        ("data.zendesk_groups.all", "ids"),
        ("data.zendesk_greeting.test", "pending"),
        ("data.zendesk_phone_number.test", "ivr_id"),
    ] {
        error_at(&output, address).at(address, attribute);
    }
}

#[test]
fn a_name_that_is_known_after_apply_waits() {
    let acc = account(&["Sales"]);
    let config = "resource \"terraform_data\" \"name\" {\n  input = \"Sales\"\n}\n".to_owned()
        + &each(|kind| kind.one("test", &format!("{} = terraform_data.name.output", kind.name)));
    let plan = acc.plan(&config);
    assert_eq!(acc.fake().requests(), [], "asked before the name is known");
    for kind in KINDS {
        assert!(plan.is_unknown(&kind.address("test"), kind.id));
    }
    let applied = acc.apply(&config);
    for kind in KINDS {
        assert_eq!(applied.attr(&kind.address("test"), kind.id), 1001);
    }
}

#[test]
fn an_argument_that_turns_out_to_be_null_counts_as_left_out() {
    let acc = account(&["Sales"]);
    let config = |id: &str| {
        let late = |value: &str| format!("terraform_data.unknown.output ? {value} : null");
        let one = |kind: &Kind| {
            kind.one("test", &format!("{} = {}\n  {} = {}", kind.name, late("null"), kind.id, late(id)))
        };
        "resource \"terraform_data\" \"unknown\" {\n  input = true\n}\n".to_owned() + &each(one)
    };
    acc.configure(&config("null"));
    let output = acc.terraform(&["apply", "-auto-approve"]);
    for kind in KINDS {
        assert_eq!(error_at(&output, &kind.address("test")).summary, kind.summary("not determined"));
    }
    let applied = acc.apply(&config("1001"));
    for kind in KINDS {
        assert_eq!(applied.attr(&kind.address("test"), kind.name), "Sales");
    }
}

#[test]
fn any_number_of_them_is_one_list_of_the_kind() {
    let names: Vec<_> = (1..=20).map(|count| format!("Desk {count}")).collect();
    let acc = account(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let config = each(|Kind { one, many, id, name, .. }| {
        format!(
            r#"
data "{one}" "named" {{
  count  = 20
  {name} = "Desk ${{count.index + 1}}"
}}
data "{one}" "by_id" {{
  count = 20
  {id}  = 1001 + count.index
}}
data "{many}" "all" {{
  count = 20
}}
"#
        )
    });
    acc.plan(&config);
    let mut asked: Vec<_> = acc.fake().requests().into_iter().map(|request| request.path).collect();
    asked.sort();
    assert_eq!(asked, [Fault::GREETINGS, Fault::PHONE_NUMBERS, "/api/v2/groups?page[size]=100"]);
}

#[test]
fn lists_are_read_to_their_end_and_no_further() {
    for (count, requests) in [(100, 1), (101, 2), (250, 3)] {
        let acc = Acceptance::new();
        acc.fake().account(|account| {
            for kind in KINDS {
                let ids = 1001..=1000 + count - kind.always;
                ids.for_each(|id| (kind.add)(account, id, &format!("Desk {id}")));
            }
        });
        let config = each(|kind| {
            let Kind { one, many, id, .. } = kind;
            let last = format!("Desk {}", 1000 + count - kind.always);
            let found = format!("[length(data.{many}.all.ids), data.{one}.test.{id}]");
            let all = format!("data \"{many}\" \"all\" {{}}\noutput \"{many}\" {{\n  value = {found}\n}}\n");
            kind.named(&last) + &all
        });
        let plan = acc.plan(&config);
        for kind in KINDS {
            let asked = acc.fake().requests().into_iter().filter(|request| request.is("GET", kind.list));
            assert_eq!(asked.count(), requests, "{count} {}s", kind.noun);
            let own = count - kind.always;
            assert_eq!(plan.json["planned_values"]["outputs"][kind.many]["value"], json!([own, 1000 + own]));
        }
    }
}

/// Plans with lists that fail, each of which must be asked for once and told in full once.
#[track_caller]
fn expect_told_once(kinds: &[Kind], answer: &Answer, reason: &str) {
    let mut acc = account(&["Sales"]);
    acc.env("ZENDESK_MAX_RETRIES", "0");
    for kind in kinds {
        acc.fake().fault(Fault::answer(answer.clone()).on("GET", kind.list));
    }
    let part = |kind: &Kind| {
        let singular = kind.named("Sales").replace("{\n", "{\n  count = 5\n");
        singular + &format!("data \"{}\" \"all\" {{}}\n", kind.many)
    };
    let output = acc.plan_fails(&kinds.iter().map(part).collect::<String>());
    assert_eq!(acc.fake().requests().len(), kinds.len(), "{reason}");
    for kind in kinds {
        let errors = output.errors().into_iter().filter(|error| error.address.contains(kind.one));
        // Terraform shows equal errors of one data source once.
        let (short, full): (Vec<_>, Vec<_>) =
            errors.partition(|error| error.detail.contains("another error tells it in full"));
        assert!(!short.is_empty() && full.len() == 1, "{} {output}", kind.noun);
        for error in short.iter().chain(&full) {
            assert_eq!(error.summary, format!("Failed to list {}s", kind.noun));
            error.says(&format!("{}s of the account: ", kind.capitalised()));
        }
        full[0].says(reason);
    }
}

#[test]
fn a_list_that_fails_is_told_in_full_once_and_asked_for_once() {
    expect_told_once(&KINDS, &Answer::forbidden_object(), "You do not have access to this page.");
    let failed = Answer::error(500, "InternalError", "Something went wrong");
    expect_told_once(&KINDS, &failed, "Something went wrong");
    // What isn't the API is the matter of every list, so that one list alone would tell it.
    for kind in KINDS {
        expect_told_once(&[kind], &Answer::not_json(), "it isn't the API's: an HTML page");
    }
}

#[test]
fn one_kind_that_fails_leaves_the_others_alone() {
    let acc = account(&["Sales"]);
    acc.fake().fault(Fault::answer(Answer::forbidden_object()).on("GET", Fault::GROUPS));
    let output = acc.plan_fails(&each(|kind| kind.named("Sales")));
    assert_eq!(output.errors().len(), 1, "{output}");
    output.error("Failed to list groups").at("data.zendesk_group.test", "data \"zendesk_group\"");
    assert_eq!(acc.fake().requests().len(), 3);
}

#[test]
fn an_account_without_any_has_empty_maps() {
    let config = each(|kind| format!("data \"{}\" \"all\" {{}}\n", kind.many));
    let applied = Acceptance::new().apply(&config);
    for kind in KINDS {
        assert_eq!(applied.attr(&format!("data.{}.all", kind.many), "ids"), &json!({}));
    }
    assert_eq!(applied.plan.output.diagnostics(), []);
}

#[test]
fn odd_names_are_escaped_in_messages_and_true_in_the_state() {
    let acc = account(&["\u{1b}[31mred\u{202e}", "line\nbreak"]);
    let output = acc.plan_fails(&each(|kind| kind.named("Sales")));
    for kind in KINDS {
        output.error(&kind.summary("not found")).says("\\u{1b}[31mred\\u{202e}");
    }
    let applied = acc.apply(&each(|kind| kind.one("test", &format!("{} = 1002", kind.id))));
    for kind in KINDS {
        assert_eq!(applied.attr(&kind.address("test"), kind.name), &Value::from("line\nbreak"));
    }
}
