//! The checksums beside the zips.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use super::{directory, file, run};

#[test]
#[ignore = "needs `make dist`: `make dist-test`"]
fn every_file_has_its_checksum() {
    let sums = file("SHA256SUMS");
    // Perl's, which Linux and macOS have: it reads the lines as sha256sum writes them.
    run(Command::new("shasum")
        .args(["-a", "256", "--check", "--strict"])
        .arg(&sums)
        .current_dir(directory()));

    let text = fs::read_to_string(&sums).unwrap();
    let named: BTreeSet<_> = text.lines().map(|line| line.split_once("  ").unwrap().1.to_owned()).collect();
    let files = fs::read_dir(directory()).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let expected: BTreeSet<_> = names.filter(|name| !name.contains("_SHA256SUMS")).collect();
    assert_eq!(named, expected);
    for suffix in ["manifest.json", "sbom.cdx.json"] {
        assert!(expected.iter().any(|name| name.ends_with(suffix)), "no {suffix} in {expected:?}");
    }
}
