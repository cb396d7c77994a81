package dev.pathwarden.samples.customerreport;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A customer who does not exist. The e-mail domain is reserved for examples (RFC 2606); the card number lies in a range that
 * issuers use for tests and passes the Luhn check; the social-security number has a valid form. So detectors find what they look
 * for, and nobody is exposed.
 */
record SyntheticCustomer(int id, String name, String email, String cardNumber, String ssn, String country, long balanceCents) {

    private static final String[] FIRST = {"Ada", "Ben", "Cora", "Dev", "Edda", "Finn", "Gita", "Hugo"};
    private static final String[] LAST = {"Example", "Sample", "Specimen", "Muster", "Dummy"};
    private static final String[] COUNTRIES = {"US", "DE", "FR", "JP"};
    private static final String TEST_CARD_PREFIX = "400000";

    static SyntheticCustomer of(int id) {
        String first = FIRST[(id - 1) % FIRST.length];
        String last = LAST[(id - 1) % LAST.length];
        String email = (first + "." + last + id + "@example.com").toLowerCase(java.util.Locale.ROOT);
        String account = TEST_CARD_PREFIX + String.format("%09d", 123_456_789L + 7_919L * id);
        String ssn = String.format("%03d-%02d-%04d", 200 + id, 10 + id, 1_000 + 37 * id);
        return new SyntheticCustomer(id, first + " " + last, email, account + luhnDigit(account), ssn, COUNTRIES[id % COUNTRIES.length], 100_00L * id + 37);
    }

    void fill(PreparedStatement insert) throws SQLException {
        insert.setInt(1, id);
        insert.setString(2, name);
        insert.setString(3, email);
        insert.setString(4, cardNumber);
        insert.setString(5, ssn);
        insert.setString(6, country);
        insert.setLong(7, balanceCents);
    }

    private static int luhnDigit(String account) {
        int sum = 0;
        for (int i = 0; i < account.length(); i++) {
            int digit = account.charAt(account.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (10 - sum % 10) % 10;
    }
}
