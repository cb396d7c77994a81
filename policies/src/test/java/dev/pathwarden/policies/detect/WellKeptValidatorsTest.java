package dev.pathwarden.policies.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.commons.validator.routines.CreditCardValidator;
import org.apache.commons.validator.routines.EmailValidator;
import org.apache.commons.validator.routines.IBANValidator;
import org.apache.commons.validator.routines.checkdigit.CheckDigitException;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;
import org.apache.commons.validator.routines.checkdigit.VerhoeffCheckDigit;
import org.junit.jupiter.api.Test;

/** What we find agrees with what commons-validator and libphonenumber take for valid, but for the differences that each test names. Why they are not asked at run time: {@code docs/decisions/0080}. */
class WellKeptValidatorsTest {

    private static final int ROUNDS = 100_000;

    private final SplittableRandom random = new SplittableRandom(20261129);

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private static boolean finds(String text, String label) {
        return Detectors.labels(text).contains(label);
    }

    @Test
    void luhnAndVerhoeff_agreeOnEveryNumber() {
        for (int i = 0; i < ROUNDS; i++) {
            String digits = (1 + random.nextInt(9)) + digits(11);

            assertThat(CheckDigits.luhn(Long.parseLong(digits))).isEqualTo(LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(digits));
            assertThat(CheckDigits.verhoeff(Long.parseLong(digits))).isEqualTo(VerhoeffCheckDigit.VERHOEFF_CHECK_DIGIT.isValid(digits));
        }
    }

    @Test
    void paymentCards_agree_butForJcb() throws CheckDigitException {
        CreditCardValidator theirs = new CreditCardValidator(CreditCardValidator.AMEX + CreditCardValidator.VISA + CreditCardValidator.MASTERCARD + CreditCardValidator.DISCOVER + CreditCardValidator.DINERS);
        int valid = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String digits = (2 + random.nextInt(5)) + digits(12 + random.nextInt(3));
            String number = digits + LuhnCheckDigit.LUHN_CHECK_DIGIT.calculate(digits);
            int prefix = Integer.parseInt(number.substring(0, 4));
            if (prefix >= 3528 && prefix <= 3589) {
                // They know no JCB cards.
                assertThat(theirs.isValid(number)).isFalse();
                continue;
            }
            valid += theirs.isValid(number) ? 1 : 0;
            assertThat(finds("card " + number + '.', "pii.payment-card")).as(number).isEqualTo(theirs.isValid(number));
            assertThat(finds("card " + digits + (number.charAt(number.length() - 1) == '0' ? 1 : 0) + '.', "pii.payment-card")).as(digits).isFalse();
        }
        assertThat(valid).isGreaterThan(500);
    }

    @Test
    void ibans_agree_butForWhereACountryHasLetters() {
        IBANValidator theirs = IBANValidator.getInstance();
        Set<String> theirsAlone = new TreeSet<>();
        Set<String> oursAlone = new TreeSet<>();
        int both = 0;
        for (char first = 'A'; first <= 'Z'; first++) {
            for (char second = 'A'; second <= 'Z'; second++) {
                String country = "" + first + second;
                boolean ours = false;
                boolean they = false;
                for (int length = 15; length <= 34; length++) {
                    for (int letters = 0; letters <= 6; letters++) {
                        String iban = checked(country, digits(length - 4), letters);
                        boolean found = finds("to " + iban + ';', "pii.iban");
                        boolean valid = theirs.isValid(iban);
                        // Ours does not know where in a country's numbers letters stand and where digits.
                        assertThat(found || !valid || !ours).as(iban).isTrue();
                        ours |= found;
                        they |= valid;
                        both += found && valid ? 1 : 0;
                    }
                }
                if (they && !ours) {
                    theirsAlone.add(country);
                } else if (ours && theirs.getValidator(country) == null) {
                    oursAlone.add(country);
                }
            }
        }
        assertThat(both).isGreaterThan(60);
        // Theirs knows territories by codes of their own, whose accounts have the code of France, Britain or Finland in the registry.
        assertThat(theirsAlone).isSubsetOf("AX", "BL", "GF", "GG", "GP", "IM", "JE", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT");
        assertThat(oursAlone).isEmpty();
    }

    /** An IBAN whose check digits are right, with capital letters at the beginning of its number as most countries have the bank. */
    private String checked(String country, String number, int letters) {
        StringBuilder bban = new StringBuilder(number);
        for (int i = 0; i < letters && i < bban.length(); i++) {
            bban.setCharAt(i, (char) ('A' + random.nextInt(26)));
        }
        for (int check = 2; check <= 98; check++) {
            String iban = country + String.format(Locale.ROOT, "%02d", check) + bban;
            int remainder = 0;
            String turned = iban.substring(4) + iban.substring(0, 4);
            for (char c : turned.toCharArray()) {
                int value = Character.getNumericValue(c);
                remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
            }
            if (remainder == 1) {
                return iban;
            }
        }
        throw new AssertionError(country + number);
    }

    @Test
    void emailAddresses_thatAreFound_areValid_butForTopLevelNamesThatNobodyHas() {
        EmailValidator theirs = EmailValidator.getInstance();
        String[] pieces = {"ann", "a", "x1", ".", "-", "_", "+", "%", "@", "example", "mail", "com", "org", "de", "..", "\"", "!"};
        int found = 0;
        for (int i = 0; i < ROUNDS; i++) {
            StringBuilder made = new StringBuilder();
            for (int k = 2 + random.nextInt(8); k >= 0; k--) {
                made.append(pieces[random.nextInt(pieces.length)]);
            }
            int[] span = {-1, -1};
            Detectors.values(made, (detector, from, to) -> {
                span[0] = from;
                span[1] = to;
            });
            if (span[0] >= 0) {
                String address = made.substring(span[0], span[1]);
                boolean topLevel = address.endsWith(".com") || address.endsWith(".org") || address.endsWith(".de");
                found += topLevel ? 1 : 0;
                assertThat(theirs.isValid(address) || !topLevel).as("'%s' in '%s'", address, made).isTrue();
            }
        }
        assertThat(found).isGreaterThan(20);
    }

    @Test
    void emailAddresses_thatAreValid_areFound_butForQuotedOnesAndThoseWithoutADomain() {
        EmailValidator theirs = EmailValidator.getInstance();
        for (String address : new String[] {"ann@example.com", "ann.lee+tag@mail.example.co.uk", "a_b%c@example.org", "x-y@sub-domain.example.de", "1234567890@example.com", "ann@example.museum"}) {
            assertThat(theirs.isValid(address)).as(address).isTrue();
            assertThat(finds("to " + address + ", now", "pii.email")).as(address).isTrue();
        }
        for (String unusual : new String[] {"\"ann lee\"@example.com", "ann@[192.168.1.1]", "a@b.de"}) {
            assertThat(theirs.isValid(unusual)).as(unusual).isTrue();
            assertThat(finds("to " + unusual + ", now", "pii.email")).as(unusual).isFalse();
        }
    }

    @Test
    void phoneNumbers_ofEveryRegion_areFoundAsTheyAreWrittenAbroad_butForVeryShortOnes() {
        PhoneNumberUtil theirs = PhoneNumberUtil.getInstance();
        Set<String> missed = new TreeSet<>();
        for (String region : theirs.getSupportedRegions()) {
            for (PhoneNumberType type : new PhoneNumberType[] {PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE}) {
                PhoneNumber number = theirs.getExampleNumberForType(region, type);
                if (number == null) {
                    continue;
                }
                for (PhoneNumberFormat format : new PhoneNumberFormat[] {PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL}) {
                    String written = theirs.format(number, format);
                    if (!finds("call " + written + " now", "pii.phone")) {
                        missed.add(written);
                    }
                }
            }
        }
        // Nine digits at least, because with fewer versions and offsets look the same, and no slash, because dates have one.
        assertThat(missed).allMatch(written -> written.chars().filter(Character::isDigit).count() < 9 || written.indexOf('/') > 0);
        assertThat(missed).hasSizeLessThan(60);
    }

    @Test
    void phoneNumbers_thatAreFound_belongToACountry() throws NumberParseException {
        PhoneNumberUtil theirs = PhoneNumberUtil.getInstance();
        int found = 0;
        for (int i = 0; i < 50_000; i++) {
            String written = "+" + (1 + random.nextInt(9)) + digits(8 + random.nextInt(6));
            if (finds("call " + written + " now", "pii.phone")) {
                found++;
                // Whether its country gives out such numbers is not asked: plans change more often than agents are updated.
                assertThat(theirs.parse(written, null).getCountryCode()).as(written).isPositive();
            }
        }
        assertThat(found).isGreaterThan(10_000);
    }
}
