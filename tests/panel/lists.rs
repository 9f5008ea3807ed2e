//! Lists of rows.

use crate::staff::Staff;
use crate::support::app::App;

#[tokio::test]
async fn a_list_shows_rows_by_name_and_masks_account_numbers() {
    let app = App::spawn().await;
    let acme = app.sign_up("Acme").await;
    acme.create_payment().await;
    for role in ["viewer", "support", "finance", "admin"] {
        let staff = Staff::of(&app, role).await;
        let html = staff.see("/admin/payment/").await;
        assert!(html.contains("Acme") && html.contains("125.50"), "{html}");
        let html = staff.see("/admin/company/").await;
        assert!(html.contains("•••678"), "{html}");
        assert!(!html.contains("12345678"), "{html}");
    }
}
