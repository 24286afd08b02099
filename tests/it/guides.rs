//! The guides: the configurations that they show do what they say.

use serde_json::json;

use crate::account::with_menu;
use crate::harness::Acceptance;

const BY_HAND: &str = include_str!("../../docs/guides/find-out-what-was-changed-by-hand.md");
const EXCLUSIVE: &str = include_str!("../../docs/resources/ivr_routes_exclusive.md");
const MOVING_KEYS: &str = include_str!("../../docs/guides/moving-keys.md");
const RATE_LIMITS: &str = include_str!("../../docs/guides/rate-limits.md");

/// The fenced blocks of a language.
pub(crate) fn fences(guide: &'static str, language: &str) -> Vec<&'static str> {
    let blocks = guide.split("```").skip(1).step_by(2);
    blocks.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n')).collect()
}

fn keys(acc: &Acceptance) -> Vec<(Option<String>, i64)> {
    acc.fake().account(|account| {
        let routes = account.routes(10001, 10002).iter();
        routes.map(|route| (route.keypress.clone(), route.id)).collect()
    })
}

#[test]
fn keys_are_swapped_as_the_guide_says() {
    let acc = with_menu();
    let [before, after, _] = fences(MOVING_KEYS, "terraform")[..] else {
        panic!("two configurations and an import block")
    };
    acc.apply(before);
    let [(one, sales), (two, support)] = &keys(&acc)[..] else { panic!("two routes") };
    acc.configure(after);
    acc.terraform(&["plan"]).says("Plan: 0 to add, 2 to change, 0 to destroy.");
    acc.apply(after);
    assert_eq!(keys(&acc), [(two.clone(), *sales), (one.clone(), *support)]);
}

/// The configuration with the fake in place of the account that its provider block names.
#[track_caller]
pub(crate) fn at_the_fake(acc: &Acceptance, config: &str) -> String {
    let (subdomain, url) = ("subdomain = \"acme\"", format!("base_url = \"{}\"", acc.fake().url()));
    assert_eq!(config.matches(subdomain).count(), 1, "{config}");
    config.replace(subdomain, &url)
}

#[test]
fn the_settings_of_the_guide_on_rate_limits_are_taken() {
    let acc = with_menu();
    acc.fake().account(|account| {
        account.add_route(10001, 10002, "1", "group", json!({"group_ids": [360_001_381_413_i64]}));
    });
    let [provider] = fences(RATE_LIMITS, "terraform")[..] else { panic!("one provider block") };
    let routes = "data \"zendesk_ivr_routes\" \"all\" {\n  ivr_id = 10001\n  menu_id = 10002\n}\n";
    let applied = acc.apply(&at_the_fake(&acc, &format!("{provider}{routes}")));
    assert_eq!(applied.attr("data.zendesk_ivr_routes.all", "routes.0.keypress"), "1");
}

/// Adds a route by hand, on key 7.
fn add_by_hand(acc: &Acceptance) -> i64 {
    acc.fake().account(|account| {
        account.add_route(10001, 10002, "7", "group", json!({"group_ids": [360_001_381_413_i64]}))
    })
}

#[test]
fn what_was_changed_by_hand_is_found_as_the_guide_says() {
    let acc = with_menu();
    let [detect, remove] = fences(BY_HAND, "terraform")[..] else { panic!("two configurations") };
    let [refresh, job] = fences(BY_HAND, "sh")[..] else { panic!("two commands") };
    let run = |command: &str| {
        let command = command.trim().strip_prefix("terraform ").expect("a command of Terraform");
        acc.terraform(&command.split(' ').collect::<Vec<_>>())
    };
    let code = || run(job).status.code();
    acc.apply(remove);
    assert_eq!(code(), Some(0));
    run(refresh).says("No changes.");
    let stray = add_by_hand(&acc);
    run(refresh).says(&format!("+ \"7\" = {stray}"));
    assert_eq!(code(), Some(2));
    run(job).says(&format!("- \"7\" = {stray}"));
    acc.apply(remove);
    acc.fake().account(|account| assert!(account.route(10001, 10002, stray).is_none()));
    acc.apply(detect).output.does_not_say("Unknown routes");
    let stray = add_by_hand(&acc);
    let warned = run(job);
    warned.says(&format!("Unknown routes: key 7 (10001/10002/{stray})."));
    assert_eq!(warned.status.code(), Some(0));
}

#[test]
fn the_recipe_that_only_detects_warns_of_routes() {
    let acc = with_menu();
    acc.fake().account(|account| {
        account.add_group(360_001_381_413, "Sales");
        account.add_group(360_001_381_433, "Support");
    });
    let configs = fences(EXCLUSIVE, "terraform");
    let list = |config: &&&str| config.contains("resource \"zendesk_ivr_routes_exclusive\"");
    let routes = configs.iter().find(list).expect("an example");
    let (routes, _) = routes.split_once("# The menu has").expect("two routes before the list");
    let recipe = configs.iter().find(|config| config.contains("check \"")).expect("a recipe");
    let config = format!("{routes}{recipe}");
    acc.apply(&config).output.does_not_say("doesn't manage");
    let stray = add_by_hand(&acc);
    acc.replan().expect_empty().output.says("The menu has routes that Terraform doesn't manage.");
    acc.fake().account(|account| assert!(account.route(10001, 10002, stray).is_some()));
}
