package dev.pathwarden.recorder.cli;

import dev.pathwarden.recorder.home.ProductHome;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What every command has at hand.
 *
 * @param console where it prints
 * @param home finds the product's parts; asked for only by commands that start one of them
 * @param environment environment variables
 */
record Invocation(Console console, Supplier<ProductHome> home, Map<String, String> environment) {
}
