//! Files: all of them or none, and none in place of another one.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file of configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The name, without a directory.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// Writes files into a directory, which is made if it isn't there.
///
/// They are written beside their places first and then renamed, so that no partial set is left. What is there with the
/// same content stays.
///
/// # Errors
///
/// Which files are there with other content, or what can't be written, as a sentence.
pub fn write_files(dir: &Path, files: &[File]) -> Result<(), String> {
    let made = !dir.exists();
    fs::create_dir_all(dir).map_err(|error| format!("{} can't be made: {error}.", dir.display()))?;
    let written = new_ones(dir, files).and_then(|new| write_all(dir, &new));
    if written.is_err() && made {
        // Only what this call made, and only if it is empty.
        let _ = fs::remove_dir(dir);
    }
    written
}

/// Returns the files that aren't there yet.
fn new_ones<'a>(dir: &Path, files: &'a [File]) -> Result<Vec<&'a File>, String> {
    let is_there = |file: &&File| dir.join(&file.name).symlink_metadata().is_ok();
    let (there, new): (Vec<_>, Vec<_>) = files.iter().partition(is_there);
    let is_other =
        |file: &&File| fs::read(dir.join(&file.name)).ok().as_deref() != Some(file.text.as_bytes());
    let other: Vec<_> = there.into_iter().filter(is_other).map(|file| file.name.as_str()).collect();
    if other.is_empty() {
        return Ok(new);
    }
    Err(format!(
        "{} has {} with other content. Nothing was written: move these files away, or export into another directory \
         and compare.",
        dir.display(),
        other.join(", ")
    ))
}

fn write_all(dir: &Path, files: &[&File]) -> Result<(), String> {
    let failed =
        |name: &str, error: &io::Error| format!("{} can't be written: {error}.", dir.join(name).display());
    let mut beside = Vec::new();
    for file in files {
        beside.push((file, write_beside(dir, &file.text).map_err(|error| failed(&file.name, &error))?));
    }
    let mut done: Vec<PathBuf> = Vec::new();
    for (file, temporary) in beside {
        let path = dir.join(&file.name);
        if let Err(error) = temporary.persist_noclobber(&path) {
            done.iter().for_each(|path| drop(fs::remove_file(path)));
            return Err(failed(&file.name, &error.error));
        }
        done.push(path);
    }
    Ok(())
}

fn write_beside(dir: &Path, text: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    readable_by_others(&mut builder);
    // No name that Terraform would read.
    let mut file = builder.prefix(".export-").suffix(".tmp").tempfile_in(dir)?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    Ok(file)
}

/// As other files are, the user's mask applied; temporary files are private otherwise.
#[cfg(unix)]
fn readable_by_others(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;

    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable_by_others(_builder: &mut tempfile::Builder<'_, '_>) {}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{File, write_files};

    fn file(name: &str, text: &str) -> File {
        File { name: name.into(), text: text.into() }
    }

    fn names(dir: &std::path::Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_written_into_a_new_directory_and_into_one_that_is_there() {
        let scratch = tempfile::tempdir().unwrap();
        let dir = scratch.path().join("a/b");
        write_files(&dir, &[file("one.tf", "1"), file("two.tf", "2")]).unwrap();
        write_files(&dir, &[file("three.tf", "3")]).unwrap();
        assert_eq!(names(&dir), ["one.tf", "three.tf", "two.tf"]);
        assert_eq!(fs::read_to_string(dir.join("two.tf")).unwrap(), "2");
    }

    #[cfg(unix)]
    #[test]
    fn files_have_the_permissions_of_any_new_file() {
        use std::os::unix::fs::PermissionsExt;

        let scratch = tempfile::tempdir().unwrap();
        write_files(scratch.path(), &[file("one.tf", "1")]).unwrap();
        fs::write(scratch.path().join("any"), "").unwrap();
        let mode = |name: &str| fs::metadata(scratch.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("one.tf"), mode("any"));
    }

    #[test]
    fn what_is_there_stays() {
        let scratch = tempfile::tempdir().unwrap();
        fs::write(scratch.path().join("two.tf"), "mine").unwrap();
        let error = write_files(scratch.path(), &[file("one.tf", "1"), file("two.tf", "2")]).unwrap_err();
        assert!(error.ends_with("has two.tf with other content. Nothing was written: move these files away, or export into another directory and compare."), "{error}");
        assert_eq!(names(scratch.path()), ["two.tf"]);
        assert_eq!(fs::read_to_string(scratch.path().join("two.tf")).unwrap(), "mine");
    }

    #[test]
    fn a_file_of_the_same_content_stays_and_those_that_are_missing_are_written() {
        let scratch = tempfile::tempdir().unwrap();
        let files = [file("one.tf", "1"), file("two.tf", "2")];
        fs::write(scratch.path().join("two.tf"), "2").unwrap();
        let written = |name| fs::metadata(scratch.path().join(name)).unwrap().modified().unwrap();
        let before = written("two.tf");
        write_files(scratch.path(), &files).unwrap();
        write_files(scratch.path(), &files).unwrap();
        assert_eq!(
            (names(scratch.path()), written("two.tf")),
            (vec!["one.tf".into(), "two.tf".into()], before)
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_directory_or_a_link_to_nowhere_is_no_file_of_the_same_content() {
        let scratch = tempfile::tempdir().unwrap();
        fs::create_dir(scratch.path().join("one.tf")).unwrap();
        std::os::unix::fs::symlink("nowhere", scratch.path().join("two.tf")).unwrap();
        let error = write_files(scratch.path(), &[file("one.tf", ""), file("two.tf", "")]).unwrap_err();
        assert!(error.contains("has one.tf, two.tf with other content."), "{error}");
    }

    #[test]
    fn a_file_that_cannot_be_written_leaves_none() {
        let scratch = tempfile::tempdir().unwrap();
        let dir = scratch.path().join("new");
        let error = write_files(&dir, &[file("one.tf", "1"), file("missing/two.tf", "2")]).unwrap_err();
        assert!(error.contains("two.tf can't be written: "), "{error}");
        assert!(!dir.exists());
    }
}
