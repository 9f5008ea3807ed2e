//! What the private cluster promises. The tests run as root and as an ordinary user, and leave
//! nothing running.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the helpers of tests may fail loudly too"
)]

mod support;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use remit::cluster::{self, Cluster};
use rustix::process::{geteuid, getpgid};

use support::{
    HOLD, Program, Scratch, command_line, hold, kill, query, query_in_time, run_as_owner_of,
    server_that_ran, sockets, wait_until,
};

async fn words_of_refusal(folder: &Path) -> String {
    format!(
        "{:#}",
        Cluster::start(folder)
            .await
            .expect_err("the start was not refused")
    )
}

#[tokio::test]
async fn a_new_cluster_answers_until_it_is_stopped() {
    if let Some(folder) = std::env::var_os(HOLD) {
        let cluster = Cluster::start(Path::new(&folder)).await.unwrap();
        hold().await;
        return cluster.stop().await;
    }
    let scratch = Scratch::new();
    let cluster = Cluster::start(scratch.path()).await.unwrap();
    let url = cluster.url();
    let rows = query(&url, "select current_user || '@' || current_database()")
        .await
        .unwrap();
    assert_eq!(rows, ["postgres@remit"]);
    cluster.stop().await;
    assert_eq!(scratch.postmaster(), None);
    assert!(query(&url, "select 1").await.is_err());
}

#[tokio::test]
async fn the_first_start_takes_ten_seconds_at_most_and_a_later_one_a_second() {
    let scratch = Scratch::new();
    for limit in [10, 1, 1] {
        let begin = Instant::now();
        let cluster = Cluster::start(scratch.path()).await.unwrap();
        let taken = begin.elapsed();
        cluster.stop().await;
        println!("started in {taken:?}");
        assert!(taken <= Duration::from_secs(limit), "{taken:?}");
    }
}

#[tokio::test]
async fn data_is_kept_between_runs() {
    let scratch = Scratch::new();
    for statement in ["create table kept (n int)", "insert into kept values (42)"] {
        let cluster = Cluster::start(scratch.path()).await.unwrap();
        query(&cluster.url(), statement).await.unwrap();
        cluster.stop().await;
    }
    let cluster = Cluster::start(scratch.path()).await.unwrap();
    assert_eq!(
        query(&cluster.url(), "select n from kept").await.unwrap(),
        ["42"]
    );
    cluster.stop().await;
}

#[tokio::test]
async fn psql_and_the_program_understand_the_same_url() {
    for name in ["remit", "a folder, \"quoted\" & ü%", &"long".repeat(40)] {
        let scratch = Scratch::named(name);
        let cluster = Cluster::start(scratch.path()).await.unwrap();
        let url = cluster::url_of(scratch.path()).unwrap();
        assert_eq!(url, cluster.url());
        let sql = "show unix_socket_directories";
        let mut psql = Command::new("psql");
        psql.env("PGPORT", "1").args(["-XAtqc", sql]).arg(&url);
        let by_psql = String::from_utf8(psql.output().unwrap().stdout).unwrap();
        assert_eq!(query(&url, sql).await.unwrap(), [by_psql.trim_end()]);
        assert_eq!(Path::new(by_psql.trim_end()), sockets(&url));
        cluster.stop().await;
    }
}

#[tokio::test]
async fn it_is_durable_and_closed_to_others() {
    let scratch = Scratch::new();
    let program = Program::with_cluster(scratch.path());
    let url = cluster::url_of(scratch.path()).unwrap();
    let expected = [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("listen_addresses", ""),
        ("password_encryption", "scram-sha-256"),
        ("server_encoding", "UTF8"),
        ("lc_collate", "C"),
        ("timezone", "UTC"),
        ("log_timezone", "UTC"),
        ("max_wal_size", "512MB"),
    ];
    for (setting, value) in expected {
        assert_eq!(
            query(&url, &format!("show {setting}")).await.unwrap(),
            [value],
            "{setting}"
        );
    }
    for closed in [
        sockets(&url),
        scratch.path().join("postgres"),
        scratch.path().join("log"),
    ] {
        assert_eq!(
            fs::metadata(&closed).unwrap().mode() & 0o777,
            0o700,
            "{closed:?}"
        );
    }
    let owner = fs::metadata(sockets(&url)).unwrap().uid();
    assert_ne!(owner, 0, "PostgreSQL runs as root");
    let environment = "create temp table seen (line text);
        copy seen from program 'env' with (format csv, delimiter e'\\x01', quote e'\\x02');
        select line from seen where line like '%REMIT%' or line like '%not for PostgreSQL%'";
    assert_eq!(query(&url, environment).await.unwrap(), [""; 0]);
    program.finish();
}

#[tokio::test]
async fn only_the_superuser_enters_without_a_password() {
    let scratch = Scratch::new();
    let cluster = Cluster::start(scratch.path()).await.unwrap();
    let url = cluster.url();
    query(&url, "create role guest login password 'correct horse'")
        .await
        .unwrap();
    let as_guest = |password: &str| url.replace("postgres@", &format!("guest:{password}@"));
    let sql = "select current_user";
    assert_eq!(
        query(&as_guest("correct%20horse"), sql).await.unwrap(),
        ["guest"]
    );
    assert!(query(&as_guest("wrong"), sql).await.is_err());
    assert!(
        query(&url.replace("postgres@", "guest@"), sql)
            .await
            .is_err()
    );
    cluster.stop().await;
}

#[tokio::test]
async fn a_terminals_interrupt_does_not_reach_postgres() {
    let scratch = Scratch::new();
    let cluster = Cluster::start(scratch.path()).await.unwrap();
    let postmaster = scratch.postmaster().unwrap();
    assert_eq!(getpgid(Some(postmaster)).unwrap(), postmaster);
    cluster.stop().await;
}

#[tokio::test]
async fn postgres_stops_with_the_program_even_after_sigkill() {
    let scratch = Scratch::new();
    let program = Program::with_cluster(scratch.path());
    let postmaster = scratch.postmaster().unwrap();
    assert!(command_line(postmaster).is_some());
    let begin = Instant::now();
    program.kill();
    wait_until("the server is gone", || command_line(postmaster).is_none());
    println!("gone after {:?}", begin.elapsed());
    assert_eq!(scratch.postmaster(), None, "the shutdown was not clean");
}

#[tokio::test]
async fn a_cluster_whose_program_was_killed_just_now_starts() {
    let scratch = Scratch::new();
    for _ in 0..3 {
        Program::with_cluster(scratch.path()).kill();
    }
    Program::with_cluster(scratch.path()).finish();
}

#[tokio::test]
async fn a_cluster_left_over_by_a_killed_parent_is_taken_over() {
    let scratch = Scratch::new();
    Program::with_cluster(scratch.path()).finish();
    let data = scratch.path().join("postgres");
    let programs = server_that_ran(&data);
    let sockets = sockets(&cluster::url_of(scratch.path()).unwrap());
    let sockets = format!("unix_socket_directories={}", sockets.display());
    let arguments = [
        "-D",
        data.to_str().unwrap(),
        "-c",
        &sockets,
        "-c",
        "listen_addresses=",
    ];
    let mut leftover = run_as_owner_of(&data, &programs, &arguments);
    wait_until("the leftover runs", || {
        fs::read_to_string(data.join("postmaster.pid")).is_ok_and(|note| note.contains("ready"))
    });
    let before = scratch.postmaster().unwrap();
    let cluster = Cluster::start(scratch.path()).await.unwrap();
    assert!(
        leftover.wait().unwrap().success(),
        "the leftover was not stopped in peace"
    );
    assert_ne!(scratch.postmaster().unwrap(), before);
    query(&cluster.url(), "select 1").await.unwrap();
    cluster.stop().await;
}

#[tokio::test]
async fn a_pid_file_whose_pid_is_another_process_by_now_does_not_block_the_start() {
    let scratch = Scratch::new();
    Program::with_cluster(scratch.path()).finish();
    let data = scratch.path().join("postgres");
    let mut stranger = run_as_owner_of(&data, Path::new("sleep"), &["60"]);
    let note = format!(
        "{}\n{}\n1\n5432\n\n\n\nready\n",
        stranger.id(),
        data.display()
    );
    fs::write(data.join("postmaster.pid"), note).unwrap();
    let cluster = Cluster::start(scratch.path()).await.unwrap();
    assert_eq!(stranger.try_wait().unwrap(), None, "a stranger was ended");
    cluster.stop().await;
    stranger.kill().unwrap();
    stranger.wait().unwrap();
}

#[tokio::test]
async fn a_killed_server_is_started_again_whatever_its_sessions_do() {
    let scratch = Scratch::new();
    let cluster = Cluster::start(scratch.path()).await.unwrap();
    let url = cluster.url();
    query(&url, "create table kept as select 42 as n")
        .await
        .unwrap();
    let busy_url = url.clone();
    // Computes without ever looking whether its server still lives.
    let busy = tokio::spawn(async move {
        query(&busy_url, "/* busy */ select count(*) from generate_series(1, 1000000) a, generate_series(1, 1000000) b").await
    });
    let look =
        "select pid from pg_stat_activity where query like '/* busy */%' and state = 'active'";
    wait_for_rows(&url, look).await;
    let begin = Instant::now();
    let before = scratch.postmaster().unwrap();
    kill(before);
    wait_until("another server runs", || {
        scratch.postmaster().is_some_and(|now| now != before)
    });
    assert_eq!(query_in_time(&url, "select n from kept").await, ["42"]);
    println!("answered again after {:?}", begin.elapsed());
    assert!(busy.await.unwrap().is_err());
    cluster.stop().await;
}

async fn wait_for_rows(url: &str, sql: &str) {
    while query(url, sql).await.unwrap().is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn programs_share_a_folder_and_one_takes_over_when_the_owner_is_killed() {
    let scratch = Scratch::new();
    let owner = Program::with_cluster(scratch.path());
    let before = scratch.postmaster().unwrap();
    let guest = Cluster::start(scratch.path()).await.unwrap();
    let other = Cluster::start(scratch.path()).await.unwrap();
    assert_eq!(scratch.postmaster().unwrap(), before);
    other.stop().await;
    query(&guest.url(), "create table kept as select 42 as n")
        .await
        .unwrap();
    owner.kill();
    wait_until("another server runs", || {
        scratch.postmaster().is_some_and(|now| now != before)
    });
    assert_eq!(
        query_in_time(&guest.url(), "select n from kept").await,
        ["42"]
    );
    guest.stop().await;
    assert_eq!(scratch.postmaster(), None);
}

#[tokio::test]
async fn programs_that_start_at_once_on_no_folder_all_get_one_cluster() {
    let scratch = Scratch::new();
    let starts = (0..6).map(|_| Cluster::start(scratch.path()));
    let clusters = futures_util::future::try_join_all(starts).await.unwrap();
    for cluster in clusters {
        query_in_time(&cluster.url(), "select 1").await;
        cluster.stop().await;
    }
    assert_eq!(scratch.postmaster(), None);
}

#[tokio::test]
async fn an_interrupted_initdb_leaves_a_folder_that_starts() {
    let scratch = Scratch::new();
    let unfinished = || {
        let names = fs::read_dir(scratch.path()).into_iter().flatten().flatten();
        names
            .filter(|entry| entry.path().join("base").exists())
            .count()
    };
    let program = Program::spawn(scratch.path());
    wait_until("initdb is at work", || unfinished() > 0);
    program.kill();
    assert!(!scratch.path().join("postgres").exists());
    let cluster = Cluster::start(scratch.path()).await.unwrap();
    assert_eq!(unfinished(), 1, "what initdb left lies about");
    cluster.stop().await;
}

#[tokio::test]
async fn a_folder_that_cannot_be_reached_is_refused_with_words_that_help() {
    let scratch = Scratch::new();
    let closed = scratch.top().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o600)).unwrap();
    let words = words_of_refusal(&closed.join("remit")).await;
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    assert!(
        words.contains("closed") && words.contains("REMIT_DATA_DIR"),
        "{words}"
    );
    if geteuid().is_root() {
        assert!(words.contains("REMIT_DATA_DIR=/var/lib/remit"), "{words}");
    }
}

#[tokio::test]
async fn a_sockets_folder_that_another_planted_is_refused() {
    let scratch = Scratch::named(&"long".repeat(40));
    fs::create_dir(scratch.path()).unwrap();
    let sockets = sockets(&cluster::url_of(scratch.path()).unwrap());
    let elsewhere = scratch.top().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, &sockets).unwrap();
    let linked = words_of_refusal(scratch.path()).await;
    fs::remove_file(&sockets).unwrap();
    fs::create_dir(&sockets).unwrap();
    fs::set_permissions(&sockets, fs::Permissions::from_mode(0o777)).unwrap();
    let open = words_of_refusal(scratch.path()).await;
    for words in [linked, open] {
        assert!(
            words.contains("mode 0700") && words.contains("remove it"),
            "{words}"
        );
    }
}

#[tokio::test]
async fn a_server_that_does_not_start_shows_its_last_words() {
    let scratch = Scratch::new();
    Program::with_cluster(scratch.path()).finish();
    fs::write(
        scratch.path().join("postgres/postgresql.conf"),
        "nonsense = on",
    )
    .unwrap();
    let words = words_of_refusal(scratch.path()).await;
    assert!(
        words.contains("unrecognized configuration parameter \"nonsense\""),
        "{words}"
    );
}

#[tokio::test]
async fn data_of_a_release_that_is_not_installed_is_refused_with_words_that_help() {
    let scratch = Scratch::new();
    Program::with_cluster(scratch.path()).finish();
    fs::write(scratch.path().join("postgres/PG_VERSION"), "99\n").unwrap();
    let words = words_of_refusal(scratch.path()).await;
    assert!(words.contains("apt install postgresql-99"), "{words}");
}
