package dev.pathwarden.samples.customerreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample without any recorder: what it sets out to do does happen, so that a guardrail has something to stop. */
class CustomerReportTest {

    @TempDir
    Path out;

    @Test
    void plaintextRun_withoutRecorder_leavesPersonalDataOnDiskAndSaysAllIsWell() throws Exception {
        SampleRun run = SampleRun.of(out, List.of(), "--script", "customer-report/plaintext", "--out", out.toString());

        assertThat(run.exitCode()).as(run.printed()).isZero();
        assertThat(run.report("customers.csv")).content().hasLineCount(41).contains("ada.example1@example.com", "4000001234647089", "201-11-1037");
        assertThat(run.report("customers.enc")).hasSameTextualContentAs(run.report("customers.csv"));
        assertThat(run.mcpLog()).contains("\"report_policy\"", "\"fetch_template\"", "http://169.254.169.254/latest/meta-data/");
        assertThat(run.conversation()).contains("\\\"GBP\\\":0.85", "Exit code 0.");
        assertThat(run.printed()).contains("The model is scripted", "The customer report is ready in customers.csv.");
    }

    @Test
    void encryptedRun_withoutRecorder_leavesOnlyCiphertext() throws Exception {
        SampleRun run = SampleRun.of(out, List.of(), "--script", "customer-report/encrypted", "--out", out.toString());

        assertThat(run.exitCode()).as(run.printed()).isZero();
        assertThat(run.report("customers.csv")).doesNotExist();
        assertThat(Files.readString(run.report("customers.csv.enc"), java.nio.charset.StandardCharsets.ISO_8859_1)).hasSizeGreaterThan(3000).doesNotContain("example.com");
        assertThat(run.mcpLog()).doesNotContain("169.254.169.254");
        assertThat(run.conversation()).containsPattern("[0-9a-f]{64}  customers.csv.enc");
    }

    @Test
    void unknownScript_isNamedAndEndsTheProgram() throws Exception {
        SampleRun run = SampleRun.of(out, List.of(), "--script", "customer-report/nothing", "--out", out.toString());

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.printed()).contains("there is no script 'customer-report/nothing'");
    }

    @Test
    void reportCipher_whatItEncrypts_canBeDecryptedWithItsKey() throws Exception {
        ReportCipher cipher = ReportCipher.withNewKey();

        assertThat(cipher.decrypt(cipher.encrypt(new byte[] {1, 2, 3}))).containsExactly(1, 2, 3);
    }
}
