package dev.pathwarden.recorder.cli;

import dev.pathwarden.recorder.hooks.model.BadPriceTableException;
import dev.pathwarden.recorder.hooks.model.PriceTable;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Prices of models as a command line names them. */
final class PriceOption {

    @Option(names = "--prices", paramLabel = "FILE",
            description = "Prices of models in USD per million tokens, from which the cost of each model call is reckoned (default: none, and no call has a cost). "
                + "sample-traces/customer-report/prices.txt shows the form.")
    private Path prices;

    /** The file's absolute path, null for none; found to be readable as a price table. */
    Path checked() throws IOException {
        if (prices == null) {
            return null;
        }
        try {
            PriceTable.parse(Files.readString(prices));
        } catch (BadPriceTableException bad) {
            throw new CommandException(ExitCode.INPUT, "The price table " + prices + " cannot be read: " + bad.getMessage() + ".", bad);
        } catch (MalformedInputException bad) {
            throw new CommandException(ExitCode.INPUT, "The price table " + prices + " is no UTF-8 text.", bad);
        }
        return prices.toAbsolutePath();
    }
}
