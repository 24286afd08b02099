//! The guide on existing menus: its way with `terraform query` goes as it says.

use super::account::large;
use crate::guides::fences;
use crate::harness::{Feature, PROVIDER_ALONE};

const GUIDE: &str = include_str!("../../../docs/guides/bring-in-an-existing-menu.md");

#[test]
fn the_query_goes_as_the_guide_says() {
    let acc = large();
    if acc.lacks(Feature::Query) {
        return;
    }
    acc.configure(PROVIDER_ALONE);
    let [query] = fences(GUIDE, "tfquery")[..] else { panic!("the guide has one query") };
    acc.write("routes.tfquery.hcl", query);
    let commands: Vec<_> = fences(GUIDE, "shell").into_iter().flat_map(str::lines).collect();
    let outputs: Vec<_> = commands
        .iter()
        .map(|command| {
            let words: Vec<_> = command.split(' ').skip(1).collect();
            let output = acc.terraform(&words);
            assert!(output.status.success(), "{output}");
            output
        })
        .collect();
    let [found, _, plan, applied, again] = &outputs[..] else { panic!("the guide has five commands") };
    found.says("Main line / ");
    plan.says("300 to import, 0 to add, 0 to change, 0 to destroy.");
    applied.says("300 imported, 0 added, 0 changed, 0 destroyed.");
    again.says("No changes.");
}
