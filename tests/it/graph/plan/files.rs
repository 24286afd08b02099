//! Files that are no plan: exit code 1, and the name of the file.

use std::fs;

use super::graph;
use crate::export::program::run_with;

#[test]
fn a_file_that_is_no_plan_is_an_error_that_names_it() {
    let dir = tempfile::tempdir().expect("a directory");
    let written = |text: &str| {
        let file = dir.path().join("changes.json");
        fs::write(&file, text).expect("written");
        graph(&file, &["--strict"])
    };
    graph(&dir.path().join("absent.json"), &[]).fails_with("absent.json can't be read");
    graph(dir.path(), &[]).fails_with("can't be read");
    written("").fails_with("changes.json isn't JSON");
    written("{\"format_version\": \"1.2\",").fails_with("changes.json isn't JSON");
    written(&"[".repeat(100_000)).fails_with("changes.json isn't JSON");
    written("PK\u{3}\u{4}").fails_with("changes.json is a saved plan, not its JSON");
    written("{\"format_version\": \"2.0\", \"planned_values\": {}}")
        .fails_with("changes.json is in version \"2.0\"");
    written("{\"format_version\": \"1.0\", \"values\": {}}")
        .fails_with("changes.json isn't a plan: it may be a state");
    written("{\"format_version\": \"1.2\", \"resource_changes\": [{\"address\": 5}]}")
        .fails_with("changes.json can't be read as a plan: resource_changes[0]");
    let unknown = "{\"format_version\": \"1.99\", \"planned_values\": {\"new\": []}, \"newer\": {\"a\": 1}}";
    assert_eq!(written(unknown).ok().stderr, "No changes for callers.\n");
}

#[test]
fn the_name_of_a_file_steers_no_terminal() {
    let ran = run_with(Vec::<(&str, &str)>::new(), &["graph", "--plan", "a\u{1b}[2Jb"]);
    ran.fails_with("a\\u{1b}[2Jb can't be read");
}
