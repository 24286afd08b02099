//! Every example is applied as it stands.
#![expect(clippy::expect_used, reason = "a file that is missing must fail the test")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::fake::Fake;
use crate::fake::state::{Ivr, Menu};
use crate::guides::at_the_fake;
use crate::harness::{Acceptance, Action, Feature};

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");

/// The examples, and the test below that applies each.
const TESTED: [&str; 61] = [
    "complete/README.md",
    "complete/main.tf",
    "complete/main.tftest.hcl",
    "complete/modules/phone_menu/main.tf",
    "complete/modules/phone_menu/main.tftest.hcl",
    "complete/modules/phone_menu/outputs.tf",
    "complete/modules/phone_menu/variables.tf",
    "complete/outputs.tf",
    "complete/terraform.tfvars",
    "complete/variables.tf",
    "data-sources/zendesk_greeting/data-source.tf",
    "data-sources/zendesk_greeting/data-source.tftest.hcl",
    "data-sources/zendesk_greetings/data-source.tf",
    "data-sources/zendesk_greetings/data-source.tftest.hcl",
    "data-sources/zendesk_group/data-source.tf",
    "data-sources/zendesk_group/data-source.tftest.hcl",
    "data-sources/zendesk_groups/data-source.tf",
    "data-sources/zendesk_groups/data-source.tftest.hcl",
    "data-sources/zendesk_ivr/data-source.tf",
    "data-sources/zendesk_ivr/data-source.tftest.hcl",
    "data-sources/zendesk_ivr_call_flow/data-source.tf",
    "data-sources/zendesk_ivr_call_flow/data-source.tftest.hcl",
    "data-sources/zendesk_ivr_menu/data-source.tf",
    "data-sources/zendesk_ivr_menu/data-source.tftest.hcl",
    "data-sources/zendesk_ivr_route/data-source.tf",
    "data-sources/zendesk_ivr_route/data-source.tftest.hcl",
    "data-sources/zendesk_ivr_routes/data-source.tf",
    "data-sources/zendesk_ivr_routes/data-source.tftest.hcl",
    "data-sources/zendesk_ivrs/data-source.tf",
    "data-sources/zendesk_ivrs/data-source.tftest.hcl",
    "data-sources/zendesk_phone_number/data-source.tf",
    "data-sources/zendesk_phone_number/data-source.tftest.hcl",
    "data-sources/zendesk_phone_numbers/data-source.tf",
    "data-sources/zendesk_phone_numbers/data-source.tftest.hcl",
    "demo/main.tf",
    "demo/main.tftest.hcl",
    "list-resources/zendesk_ivr/list-resource.tfquery.hcl",
    "list-resources/zendesk_ivr_menu/list-resource.tfquery.hcl",
    "list-resources/zendesk_ivr_route/list-resource.tfquery.hcl",
    "provider/provider.tf",
    "pull-request/phone-menus.yml",
    "resources/zendesk_ivr/import-by-identity.tf",
    "resources/zendesk_ivr/import-by-string-id.tf",
    "resources/zendesk_ivr/import.sh",
    "resources/zendesk_ivr/resource.tf",
    "resources/zendesk_ivr/resource.tftest.hcl",
    "resources/zendesk_ivr_menu/import-by-identity.tf",
    "resources/zendesk_ivr_menu/import-by-string-id.tf",
    "resources/zendesk_ivr_menu/import.sh",
    "resources/zendesk_ivr_menu/resource.tf",
    "resources/zendesk_ivr_menu/resource.tftest.hcl",
    "resources/zendesk_ivr_route/import-by-identity.tf",
    "resources/zendesk_ivr_route/import-by-string-id.tf",
    "resources/zendesk_ivr_route/import.sh",
    "resources/zendesk_ivr_route/resource.tf",
    "resources/zendesk_ivr_route/resource.tftest.hcl",
    "resources/zendesk_ivr_routes_exclusive/import-by-identity.tf",
    "resources/zendesk_ivr_routes_exclusive/import-by-string-id.tf",
    "resources/zendesk_ivr_routes_exclusive/import.sh",
    "resources/zendesk_ivr_routes_exclusive/resource.tf",
    "resources/zendesk_ivr_routes_exclusive/resource.tftest.hcl",
];

/// How the files of `terraform test` end.
const TEST: &str = ".tftest.hcl";

fn example(file: &str) -> String {
    fs::read_to_string(Path::new(EXAMPLES).join(file)).expect("the example is there")
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).expect("the directory can be read");
    let paths = entries.map(|entry| entry.expect("the entry can be read").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Copies those files of an example's directory that are `wanted`.
fn copy(acc: &Acceptance, dir: &str, wanted: impl Fn(&str) -> bool) {
    let of_dir = TESTED.iter().filter_map(|file| file.strip_prefix(dir)?.strip_prefix('/'));
    for file in of_dir.filter(|file| wanted(file)) {
        acc.write(file, &example(&format!("{dir}/{file}")));
    }
}

/// An account with what the examples name, and no routes.
fn acme() -> Acceptance {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        account.add_group(360_001_381_413, "Sales");
        account.add_group(360_001_381_433, "Support");
        account.add_phone_number(360_000_112_233, "+12025550100", Some("Main line"));
        account.add_phone_number(360_000_112_253, "+4930123456", None);
        account.add_greeting(360_000_224_455, "Welcome");
        account.add_greeting(360_000_224_475, "Closed");
        account.set_next_id(10001);
        account.add_ivr("Main line");
        for (id, menu) in [(10002, "Main menu"), (10003, "Billing")] {
            account.set_next_id(id);
            account.add_menu(10001, menu);
        }
        account.set_next_id(20001);
    });
    acc
}

/// The same account, with the route of the example's key 1.
fn acme_with_sales() -> Acceptance {
    let acc = acme();
    acc.fake().account(|account| {
        account.set_next_id(10004);
        let options = json!({"group_ids": [360_001_381_413_i64], "tags": ["sales"]});
        account.add_route(10001, 10002, "1", "group", options);
        account.set_next_id(20001);
    });
    acc
}

#[test]
fn every_example_is_known_here() {
    let mut found: Vec<_> = files(Path::new(EXAMPLES))
        .iter()
        .map(|path| path.strip_prefix(EXAMPLES).expect("below the examples").display().to_string())
        .collect();
    found.sort();
    assert_eq!(found, TESTED);
}

#[test]
fn examples_are_formatted() {
    let output = Acceptance::new().terraform(&["fmt", "-check", "-diff", "-recursive", EXAMPLES]);
    assert!(output.status.success(), "{output}");
}

#[test]
fn provider() {
    let acc = acme();
    let config = example("provider/provider.tf") + &example("resources/zendesk_ivr_route/resource.tf");
    acc.apply(&at_the_fake(&acc, &config));
    acc.fake().account(|account| assert_eq!(account.routes(10001, 10002).len(), 5));
}

#[test]
fn resource() {
    let acc = acme();
    let applied = acc.apply(&example("resources/zendesk_ivr_route/resource.tf"));
    assert_eq!(applied.attr("zendesk_ivr_route.sales", "option_text"), "Sales");
    assert_eq!(applied.attr("zendesk_ivr_route.billing", "option_text"), "Billing");
    assert_eq!(applied.attr("zendesk_ivr_route.default", "options.group_ids"), &json!([360_001_381_433_i64]));
}

#[test]
fn resource_ivr() {
    let acc = acme();
    let applied = acc.apply(&example("resources/zendesk_ivr/resource.tf"));
    assert_eq!(applied.attr("zendesk_ivr.support", "default_menu.name"), "Welcome");
    assert_eq!(applied.attr("zendesk_ivr_route.billing", "option_text"), "Billing");
    let forced = example("resources/zendesk_ivr/resource.tf").replace(
        "  name             = \"Support\"",
        "  force_destroy    = true\n  name             = \"Support\"",
    );
    acc.apply(&forced);
}

#[test]
fn resource_menu() {
    let applied = acme().apply(&example("resources/zendesk_ivr_menu/resource.tf"));
    assert_eq!(applied.attr("zendesk_ivr_menu.night", "name"), "Night");
    assert_eq!(applied.attr("zendesk_ivr_route.night_default", "action"), "voicemail");
}

#[test]
fn import_of_an_ivr_and_a_menu() {
    for (example_of, address, id) in [
        ("resources/zendesk_ivr", "zendesk_ivr.support", "10001"),
        ("resources/zendesk_ivr_menu", "zendesk_ivr_menu.night", "10001/10003"),
    ] {
        let acc = acme();
        let config = example(&format!("{example_of}/resource.tf"));
        let imports = ["import-by-string-id.tf", "import-by-identity.tf"];
        let imports = imports.into_iter().take(if acc.has(Feature::Identity) { 2 } else { 1 });
        for import in imports {
            let plan = acc.plan(&(example(&format!("{example_of}/{import}")) + &config));
            plan.expect_import(address).expect_action(address, Action::Update);
            assert_eq!(plan.change(address)["before"]["id"], id);
        }
        acc.configure(&config);
        let commands = example(&format!("{example_of}/import.sh"));
        let command = commands.lines().find_map(|line| line.strip_prefix("terraform ")).expect("a command");
        let output = acc.terraform(&command.split(' ').collect::<Vec<_>>());
        assert!(output.status.success(), "{output}");
        assert_eq!(acc.state().attr(address, "id"), id);
        let forgotten = acc.terraform(&["state", "rm", address]);
        assert!(forgotten.status.success(), "{forgotten}");
    }
}

#[test]
fn list_resources_of_ivrs_and_menus() {
    let acc = acme();
    if acc.lacks(Feature::Query) {
        return;
    }
    let query = acc.query(&example("list-resources/zendesk_ivr/list-resource.tfquery.hcl"));
    assert_eq!(query.names(), ["Main line"]);
    let query = acc.query(&example("list-resources/zendesk_ivr_menu/list-resource.tfquery.hcl"));
    let mut names = query.names();
    names.sort_unstable();
    assert_eq!(
        names,
        ["Billing (Main line)", "Billing (Main line)", "Main menu (Main line)", "Main menu (Main line)"]
    );
}

#[test]
fn import_command() {
    let commands = example("resources/zendesk_ivr_route/import.sh");
    let imports = commands.lines().filter_map(|line| line.strip_prefix("terraform "));
    for import in imports {
        let acc = acme_with_sales();
        acc.configure(&example("resources/zendesk_ivr_route/resource.tf"));
        let output = acc.terraform(&import.split(' ').map(|arg| arg.trim_matches('\'')).collect::<Vec<_>>());
        assert!(output.status.success(), "{output}");
        assert_eq!(acc.state().attr("zendesk_ivr_route.sales", "id"), "10001/10002/10004");
        acc.replan().expect_action("zendesk_ivr_route.sales", Action::NoOp);
    }
}

#[test]
fn import_block() {
    let acc = acme_with_sales();
    let import = example("resources/zendesk_ivr_route/import-by-string-id.tf");
    let applied = acc.apply(&(import + &example("resources/zendesk_ivr_route/resource.tf")));
    applied
        .plan
        .expect_import("zendesk_ivr_route.sales")
        .expect_action("zendesk_ivr_route.sales", Action::NoOp);
    assert_eq!(applied.attr("zendesk_ivr_route.sales", "route_id"), 10004);
}

#[test]
fn import_by_identity() {
    let acc = acme_with_sales();
    if acc.lacks(Feature::Identity) {
        return;
    }
    let import = example("resources/zendesk_ivr_route/import-by-identity.tf");
    let applied = acc.apply(&(import + &example("resources/zendesk_ivr_route/resource.tf")));
    applied
        .plan
        .expect_import("zendesk_ivr_route.sales")
        .expect_action("zendesk_ivr_route.sales", Action::NoOp);
}

#[test]
fn routes_exclusive() {
    let example = |file| example(&format!("resources/zendesk_ivr_routes_exclusive/{file}"));
    let acc = acme_with_sales();
    let address = "zendesk_ivr_routes_exclusive.main";
    let resource = example("resource.tf").replace("\"1\"", "\"3\"");
    let applied = acc.apply(&resource);
    assert_eq!(applied.attr(address, "removes"), &json!({"1": 10004}));
    acc.fake().account(|account| assert_eq!(account.routes(10001, 10002).len(), 2));
    let forget = || assert!(acc.terraform(&["state", "rm", address]).status.success());
    forget();
    let import = example("import.sh");
    let import = import.lines().find_map(|line| line.strip_prefix("terraform ")).expect("a command");
    assert!(acc.terraform(&import.split(' ').collect::<Vec<_>>()).status.success());
    acc.replan().expect_empty();
    for block in ["import-by-string-id.tf", "import-by-identity.tf"] {
        if block == "import-by-identity.tf" && acc.lacks(Feature::Identity) {
            return;
        }
        forget();
        let plan = acc.plan(&(resource.clone() + &example(block)));
        plan.expect_import(address).expect_action(address, Action::NoOp);
        acc.apply(&(resource.clone() + &example(block)));
    }
}

#[test]
fn list_resource() {
    let acc = acme_with_sales();
    if acc.lacks(Feature::Query) {
        return;
    }
    let query = acc.query(&example("list-resources/zendesk_ivr_route/list-resource.tfquery.hcl"));
    assert_eq!(query.names(), ["Main line / Main menu / 1: Sales"; 2]);
    let found = |address| query.found.iter().find(|found| found["address"] == address).expect("it was found");
    assert!(found("list.zendesk_ivr_route.all").get("resource_object").is_none());
    let main_menu = found("list.zendesk_ivr_route.main_menu");
    assert_eq!(main_menu["resource_object"]["options"]["tags"], json!(["sales"]));
}

#[test]
fn data_source_ivr() {
    let applied = acme().apply(&example("data-sources/zendesk_ivr/data-source.tf"));
    let route = |attribute| applied.attr("zendesk_ivr_route.back", attribute);
    assert_eq!((route("menu_id"), route("options.menu_id")), (&json!(10003), &json!(10385)));
    let menus = json!({"10002": "Main menu", "10003": "Billing", "10385": "Main menu"});
    assert_eq!(applied.state.output("menus"), &menus);
}

#[test]
fn data_source_ivrs() {
    let applied = acme().apply(&example("data-sources/zendesk_ivrs/data-source.tf"));
    assert_eq!(applied.state.output("menus"), &json!({"Main line": 3}));
}

#[test]
fn data_source_group() {
    let applied = acme().apply(&example("data-sources/zendesk_group/data-source.tf"));
    let route = |attribute| applied.attr("zendesk_ivr_route.sales", attribute);
    assert_eq!(route("options.group_ids"), &json!([360_001_381_413_i64]));
    assert_eq!((route("menu_id"), route("option_text")), (&json!(10385), &json!("Sales")));
}

#[test]
fn data_source_groups() {
    let applied = acme().apply(&example("data-sources/zendesk_groups/data-source.tf"));
    for (key, name) in [("1", "Sales"), ("2", "Support")] {
        assert_eq!(applied.attr(&format!("zendesk_ivr_route.key[\"{key}\"]"), "option_text"), name);
    }
}

#[test]
fn data_source_phone_number() {
    let acc = acme();
    let config = example("data-sources/zendesk_phone_number/data-source.tf");
    let applied = acc.apply(&config);
    let number = applied.attr("zendesk_ivr_route.text", "options.textback_phone_number_id");
    assert_eq!(number, 360_000_112_233_i64);
    acc.fake().account(|account| account.phone_number_mut(360_000_112_233).sms_enabled = false);
    acc.plan_fails(&config).says("Text messages aren't switched on for the main line.");
    acc.fake().account(|account| account.phone_number_mut(360_000_112_233).sms_enabled = true);
}

#[test]
fn data_source_phone_numbers() {
    let acc = acme();
    let config = example("data-sources/zendesk_phone_numbers/data-source.tf");
    let applied = acc.apply(&config);
    assert_eq!(applied.attr("zendesk_ivr.germany", "phone_number_ids"), &json!([360_000_112_253_i64]));
    // No number may lead to an IVR that is destroyed.
    acc.apply(&config.replace("+49", "+999"));
}

#[test]
fn data_source_greeting() {
    let acc = acme();
    let config = example("data-sources/zendesk_greeting/data-source.tf");
    let applied = acc.apply(&config);
    assert_eq!(applied.attr("zendesk_ivr_menu.night", "greeting_id"), 360_000_224_475_i64);
    acc.fake().account(|account| account.greeting_mut(360_000_224_475).pending = true);
    acc.plan_fails(&config).says("The greeting has no sound yet");
    acc.fake().account(|account| account.greeting_mut(360_000_224_475).pending = false);
}

#[test]
fn data_source_greetings() {
    let applied = acme().apply(&example("data-sources/zendesk_greetings/data-source.tf"));
    for (name, id) in [("Welcome", 360_000_224_455_i64), ("Closed", 360_000_224_475)] {
        assert_eq!(applied.attr(&format!("zendesk_ivr_menu.occasion[\"{name}\"]"), "greeting_id"), id);
    }
}

#[test]
fn data_source_call_flow() {
    let applied = acme_with_sales().apply(&example("data-sources/zendesk_ivr_call_flow/data-source.tf"));
    assert!(applied.state.output("picture").as_str().is_some_and(|picture| picture.contains("group: Sales")));
    applied
        .plan
        .output
        .warning("Check block assertion failed")
        .says("no caller reaches it from the first menu");
}

#[test]
fn data_source_menu() {
    let acc = acme();
    let applied = acc.apply(&example("data-sources/zendesk_ivr_menu/data-source.tf"));
    assert_eq!(applied.attr("zendesk_ivr_route.billing", "menu_id"), 10385);
    assert_eq!(applied.attr("zendesk_ivr_route.billing", "options.menu_id"), 10003);
}

#[test]
fn data_source_route() {
    let acc = acme_with_sales();
    let applied = acc.apply(&example("data-sources/zendesk_ivr_route/data-source.tf"));
    assert_eq!(applied.state.output("sales_group_ids"), &json!([360_001_381_413_i64]));
}

#[test]
fn data_source_routes() {
    let acc = acme_with_sales();
    let applied = acc.apply(&example("data-sources/zendesk_ivr_routes/data-source.tf"));
    assert_eq!(applied.state.output("who_answers"), &json!({"1": "Sales"}));
}

/// The IVRs of an account by name, and the menus of each by name: of each route its key, its action and where it leads.
fn phone_menus(fake: &Fake) -> Value {
    fake.account(|account| {
        let name = |name: &Option<String>| name.clone().unwrap_or_default();
        let keys = |ivr: &Ivr, menu: &Menu| {
            let keys = menu.routes.iter().map(|route| {
                let does = format!("{}: {}", name(&route.action), name(&account.option_text(ivr.id, route)));
                (name(&route.keypress), Value::from(does))
            });
            keys.collect::<Value>()
        };
        let menus =
            |ivr: &Ivr| ivr.menus.iter().map(|menu| (name(&menu.name), keys(ivr, menu))).collect::<Value>();
        account.ivrs().iter().map(|ivr| (name(&ivr.name), menus(ivr))).collect()
    })
}

/// An account with groups, a number and greetings of the names that the examples use, and ids of its own.
fn office(first_id: i64) -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
        for (id, name) in (first_id..).zip(["Sales", "Support", "Billing"]) {
            account.add_group(id, name);
        }
        account.add_phone_number(first_id + 3, "+12025550100", Some("Main line"));
        account.add_greeting(first_id + 4, "Welcome");
        account.add_greeting(first_id + 5, "Closed");
        account.set_next_id(first_id + 6);
    });
    fake
}

/// The value of a variable of the example: an account to sign in to.
fn account(fake: &Fake) -> String {
    let url = fake.url();
    let (id, secret) = fake.account(|account| {
        let own = &account.credentials;
        (own.oauth_client_id.clone(), own.oauth_client_secret.clone())
    });
    json!({ "base_url": url, "oauth_client_id": id, "oauth_client_secret": secret }).to_string()
}

#[test]
fn complete() {
    let (sandbox, production) = (office(50_001), office(70_001));
    let mut acc = Acceptance::new();
    copy(&acc, "complete", |file| !file.ends_with(TEST));
    acc.env("TF_VAR_sandbox", &account(&sandbox)).env("TF_VAR_production", &account(&production));
    let main = example("complete/main.tf");
    let applied = acc.apply(&main);
    assert!(acc.terraform(&["validate"]).status.success());
    assert_eq!(applied.state.output("production")["en"]["Billing/*"], "menu: Main menu");
    assert_eq!(phone_menus(&sandbox), phone_menus(&production));
    let main_menu = &phone_menus(&production)["Main line"]["Main menu"];
    assert_eq!(main_menu["1"], "group: Sales");
    acc.env("TF_VAR_closed", "true");
    let applied = acc.apply(&main);
    let address = r#"module.production["en"].zendesk_ivr_route.key["Main menu/1"]"#;
    applied.plan.expect_action(address, Action::Update);
    assert_eq!(applied.attr(address, "options.group_ids"), &json!([70_001]));
    assert_eq!(phone_menus(&production)["Main line"]["Main menu"]["1"], "voicemail: Sales");
    // As the README of the example says: no number may lead to an IVR that is destroyed.
    let lines = example("complete/terraform.tfvars");
    acc.write("terraform.tfvars", &lines.replace("numbers = [\"Main line\"]", "numbers = []"));
    acc.apply(&main);
}

#[test]
fn demo() {
    let acc = Acceptance::with(office(50_001));
    let demo = example("demo/main.tf");
    let applied = acc.apply(&demo);
    assert_eq!(applied.attr("zendesk_ivr_route.billing", "option_text"), "Billing");
    let expected = json!({
        "Acme": {
            "Main menu": {
                "1": "group: Sales",
                "2": "menu: Billing",
                "3": "textback: Hello from Acme! Tell us here what you need.",
                "9": "phone_number: +15551234567",
                "default": "group: Support",
            },
            "Billing": {"1": "group: Billing", "*": "menu: Main menu", "default": "voicemail: Billing"},
        },
        "Acme on holidays": {"Closed": {"default": "voicemail: Support"}},
    });
    assert_eq!(phone_menus(acc.fake()), expected);
    let number = "var.holiday ? [] : [data.zendesk_phone_number.main_line.phone_number_id]";
    acc.apply(&demo.replace(number, "[]"));
}

#[test]
fn every_example_that_makes_or_reads_something_is_tested_without_an_account() {
    let has_test =
        |dir: &str| TESTED.iter().any(|file| file.strip_prefix(dir).is_some_and(|file| file.ends_with(TEST)));
    let is_block = |line: &str| line.starts_with("resource \"") || line.starts_with("data \"");
    for file in TESTED.iter().filter(|file| file.ends_with(".tf")) {
        let (dir, _) = file.rsplit_once('/').expect("below the examples");
        assert!(has_test(dir) || !example(file).lines().any(is_block), "{file} has no test");
    }
}

#[test]
fn examples_pass_their_tests_with_a_mocked_provider() {
    for file in TESTED.iter().filter_map(|file| file.strip_suffix(TEST)) {
        let acc = Acceptance::new();
        if acc.lacks(Feature::Mocks) {
            return;
        }
        let (dir, main) = file.rsplit_once('/').expect("below the examples");
        // An import is no part of the example of the resource: the two forms of it exclude each other.
        copy(&acc, dir, |file| file != format!("{main}.tf") && !file.starts_with("import"));
        acc.configure(&example(&format!("{file}.tf")));
        let output = acc.terraform(&["test"]);
        assert!(output.status.success(), "{dir}: {output}");
        let runs = example(&format!("{file}{TEST}")).lines().filter(|line| line.starts_with("run ")).count();
        assert!(runs >= 2, "{dir}: a plan and an apply");
        assert!(output.stdout.contains(&format!("{runs} passed, 0 failed")), "{dir}: {output}");
        assert_eq!(acc.fake().requests(), [], "{dir}: an account was asked");
    }
}
