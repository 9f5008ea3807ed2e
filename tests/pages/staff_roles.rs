//! What each role of staff may do is what the database has granted it, and an admin always remains.

use reqwest::StatusCode;

use crate::browser::Browser;
use crate::colleague;
use crate::support::app::App;
use remit::auth::staff;
use remit::db::{Database, Error};
use remit::domain::StaffRole;

use crate::support::app::options;
use crate::support::database::secret_key;

/// A transaction of the staff login, begun with a browser's cookie.
async fn enter(app: &App, browser: &Browser) -> Result<remit::db::StaffTransaction, Error> {
    let db = Database::new(app.url(), &secret_key(), &options().pools).unwrap();
    let session = staff::read(&browser.cookies["remit_staff"], "request-1").unwrap();
    db.as_staff().begin(&session).await
}

#[tokio::test]
async fn a_transaction_of_staff_runs_in_the_role_of_the_member_and_names_them() {
    let app = App::spawn().await;
    for (email, role) in [
        ("vic@remit.example", StaffRole::Viewer),
        ("sue@remit.example", StaffRole::Support),
        ("fay@remit.example", StaffRole::Finance),
        ("ann@remit.example", StaffRole::Admin),
    ] {
        let browser = colleague::logged_in(&app, email, role).await;
        let transaction = enter(&app, &browser).await.unwrap();
        const WHO: &str = "select current_user::text, current_setting('remit.request_id'),
            (select email from staff where id = current_setting('remit.actor_id')::uuid),
            current_setting('remit.company_id')";
        let rows = transaction.query(WHO, &[]).await.unwrap();
        assert_eq!(
            rows[0].get::<_, String>(0),
            format!("remit_staff_{}", role.name())
        );
        assert_eq!(rows[0].get::<_, &str>(1), "request-1");
        assert_eq!(rows[0].get::<_, &str>(2), email);
        assert_eq!(rows[0].get::<_, &str>(3), "");
        transaction.end().await.unwrap();
    }
}

#[tokio::test]
async fn a_session_that_is_over_opens_no_transaction_and_the_role_ends_with_it() {
    let app = App::spawn().await;
    let browser = colleague::logged_in(&app, "ann@remit.example", StaffRole::Admin).await;
    let psql = app.psql().await;
    for ending in [
        "update staff_session set expires_at = created_at + interval '1 microsecond'",
        "update staff_session set expires_at = now() + interval '1 hour', stage = 'code'",
        "update staff_session set stage = 'enrol'",
        "delete from staff_session",
    ] {
        psql.batch_execute(ending).await.unwrap();
        let refused = enter(&app, &browser).await;
        assert!(
            matches!(refused, Err(Error::StaffUnauthenticated)),
            "{ending}"
        );
    }
    let db = Database::new(app.url(), &secret_key(), &options().pools).unwrap();
    let mut again = Browser::at(&app);
    colleague::log_in(
        &mut again,
        "ann@remit.example",
        crate::support::app::PASSWORD,
    )
    .await;
    let session = staff::read(&again.cookies["remit_staff"], "r").unwrap();
    for _ in 0..5 {
        let transaction = db.as_staff().begin(&session).await.unwrap();
        transaction.commit().await.unwrap();
        // The connection is the pool's again, without a role: it finds no table.
        let refused = db.as_staff().find_login("ann@remit.example").await;
        assert!(refused.is_ok());
    }
}

#[tokio::test]
async fn each_role_changes_what_it_was_granted_and_is_refused_the_rest() {
    let app = App::spawn().await;
    app.sign_up("Acme").await;
    let statements = [
        ("update company set name = 'Acme 2'", StaffRole::Support),
        ("update payment set description = 'x'", StaffRole::Finance),
        ("select account_number from company", StaffRole::Finance),
        ("update staff set email = email", StaffRole::Admin),
    ];
    for role in [
        StaffRole::Viewer,
        StaffRole::Support,
        StaffRole::Finance,
        StaffRole::Admin,
    ] {
        let email = format!("{}@remit.example", role.name());
        let browser = colleague::logged_in(&app, &email, role).await;
        for (statement, needed) in statements {
            let transaction = enter(&app, &browser).await.unwrap();
            let done = transaction.query(statement, &[]).await;
            match role >= needed {
                true => assert!(done.is_ok(), "{email}: {statement}"),
                false => assert!(
                    matches!(done, Err(Error::NotGranted(_))),
                    "{email}: {statement}"
                ),
            }
        }
        for secret in [
            "select secret_hash from staff_session",
            "select password_hash from staff_password",
            "select secret from staff_totp",
            "select code_hash from staff_recovery_code",
            "select secret_hash from password_link",
            "select rules.staff_self(null, null)",
            "select rules.enter_staff(null, null, null)",
        ] {
            let transaction = enter(&app, &browser).await.unwrap();
            let done = transaction.query(secret, &[]).await;
            assert!(
                matches!(done, Err(Error::NotGranted(_))),
                "{email}: {secret}"
            );
        }
    }
}

#[tokio::test]
async fn the_last_admin_is_not_removed_demoted_or_disabled_by_anybody() {
    let app = App::spawn().await;
    let browser = colleague::logged_in(&app, "ann@remit.example", StaffRole::Admin).await;
    colleague::add(&app, "bob@remit.example", StaffRole::Viewer).await;
    let psql = app.psql().await;
    for removal in [
        "delete from staff where role = 'admin'",
        "update staff set role = 'finance' where role = 'admin'",
        "update staff set disabled_at = now() where role = 'admin'",
        "delete from staff",
    ] {
        let refused = psql.batch_execute(removal).await.unwrap_err();
        assert_eq!(refused.code().unwrap().code(), "RM025", "{removal}");
        let transaction = enter(&app, &browser).await.unwrap();
        let done = transaction.query(removal, &[]).await;
        assert!(matches!(done, Err(Error::LastAdmin)), "{removal}");
    }
    psql.batch_execute("update staff set role = 'admin'")
        .await
        .unwrap();
    psql.batch_execute("delete from staff where email like 'ann@%'")
        .await
        .unwrap();
}

#[tokio::test]
async fn of_two_admins_who_remove_each_other_one_remains() {
    let app = App::spawn().await;
    colleague::add(&app, "ann@remit.example", StaffRole::Admin).await;
    colleague::add(&app, "bob@remit.example", StaffRole::Admin).await;
    let (one, other) = (app.psql().await, app.psql().await);
    one.batch_execute("begin; delete from staff where email like 'ann@%'")
        .await
        .unwrap();
    let deleting = tokio::spawn(async move {
        other
            .batch_execute("delete from staff where email like 'bob@%'")
            .await
    });
    app.until_locked_out(1).await;
    one.batch_execute("commit").await.unwrap();
    let refused = deleting.await.unwrap().unwrap_err();
    assert_eq!(refused.code().unwrap().code(), "RM025");
}

#[tokio::test]
async fn the_matrix_shows_what_is_granted_now() {
    let app = App::spawn().await;
    let mut browser = colleague::logged_in(&app, "vic@remit.example", StaffRole::Viewer).await;
    let html = browser.read("/admin/permissions").await;
    let row = |html: &str, table: &str| {
        let start = format!("<span class=\"mono\">{table}</span></th>");
        let (_, rest) = html.split_once(&start).unwrap();
        rest.split_once("</tr>").unwrap().0.to_owned()
    };
    let company = row(&html, "company");
    assert!(company.contains("reads all but <span class=\"mono\">account_number</span>"));
    assert!(company.contains("edits <span class=\"mono\">name, email, suspended_at</span>"));
    for secret in [
        "staff_password",
        "company_password",
        "staff_recovery_code",
        "secret",
    ] {
        assert!(
            !html.contains(&format!(">{secret}</span></th>")),
            "{secret}"
        );
    }
    app.psql()
        .await
        .batch_execute("grant delete on company to remit_staff_viewer")
        .await
        .unwrap();
    let html = browser.read("/admin/permissions").await;
    assert!(row(&html, "company").contains("deletes"));
}

#[tokio::test]
async fn staff_are_added_from_the_command_line_with_a_good_password_and_once() {
    let app = App::spawn().await;
    let add = async |email: &str, password: &str| {
        remit::staff::add(app.url(), email, StaffRole::Admin, password)
            .await
            .map_err(|error| error.to_string())
    };
    assert!(
        add("ann@remit.example", "short")
            .await
            .unwrap_err()
            .contains("at least 12")
    );
    assert!(
        add("ann@remit.example", "password1234")
            .await
            .unwrap_err()
            .contains("common")
    );
    assert!(
        add("nobody", "a fine long passphrase")
            .await
            .unwrap_err()
            .contains("no e-mail")
    );
    add("ann@remit.example", "a fine long passphrase")
        .await
        .unwrap();
    let taken = add("Ann@REMIT.example", "a fine long passphrase").await;
    assert!(taken.unwrap_err().contains("another member of staff"));
}

#[tokio::test]
async fn the_first_admin_is_made_once_and_never_beside_others() {
    let app = App::spawn().await;
    let password = remit::staff::ensure_first(app.url())
        .await
        .unwrap()
        .unwrap();
    assert!(
        remit::staff::ensure_first(app.url())
            .await
            .unwrap()
            .is_none()
    );
    let mut browser = Browser::at(&app);
    let page = colleague::log_in(&mut browser, remit::staff::FIRST, &password).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.html);
}
