package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.policies.dryrun.DryRunReport.Coverage;
import dev.pathwarden.policies.dryrun.GuardrailCost;
import dev.pathwarden.policies.rehearsal.Behind;
import dev.pathwarden.policies.rehearsal.Change;
import dev.pathwarden.policies.rehearsal.ComparedGuardrail;
import dev.pathwarden.policies.rehearsal.GroupBy;
import dev.pathwarden.policies.rehearsal.GuardrailPart;
import dev.pathwarden.policies.rehearsal.Hit;
import dev.pathwarden.policies.rehearsal.HitGroup;
import dev.pathwarden.policies.rehearsal.Standing;
import dev.pathwarden.workbench.casefile.MarkCells;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Makes the tables of a rehearsal's result. */
final class ResultTables {

    private static final Texts TEXTS = Texts.of(ResultTables.class);
    static final double ROW = 30;
    private static final double ROOM_FOR_COST = 620;
    /** Height of a row that tells below the step what stopped it, and where. */
    private static final double TWO_LINES = 46;

    private ResultTables() {
    }

    /** @param cost about what the guardrail of an id costs */
    static TableView<Coverage> coverage(Function<String, Optional<GuardrailCost>> cost) {
        TableView<Coverage> table = table("coverage");
        table.getColumns().add(text("guardrail", Coverage::guardrail, 210));
        table.getColumns().add(fixed(number("applicable", Coverage::applicable, 66)));
        table.getColumns().add(fixed(number("evaluated", Coverage::evaluated, 94)));
        table.getColumns().add(fixed(number("matched", Coverage::matched, 86)));
        TableColumn<Coverage, GuardrailCost> micros = fixed(cost(row -> cost.apply(row.guardrail())));
        table.getColumns().add(micros);
        // Where there is no room for all, what was not recorded matters more.
        table.widthProperty().subscribe(width -> micros.setVisible(width.doubleValue() == 0 || width.doubleValue() >= ROOM_FOR_COST));
        table.getColumns().add(cell("missing", ResultTables::missing, 150, (cell, fields) -> {
            // A name that is cut says nothing; how many there are does.
            cell.setText(fields.size() == 1 ? fields.get(0) : TEXTS.get("missing.fields", fields.size()));
            cell.setTooltip(new Tooltip(Wording.line(String.join(", ", fields), 1_000)));
        }));
        return table;
    }

    /** What was not recorded, or why nothing is missing; at least one text. */
    private static List<String> missing(Coverage coverage) {
        if (coverage.applicable() == 0) {
            return List.of(TEXTS.get("missing.steps"));
        }
        return coverage.missing().isEmpty() ? List.of(TEXTS.get("missing.none"))
                : coverage.missing().entrySet().stream().sorted(Map.Entry.comparingByKey()).map(entry -> TEXTS.get("missing.field", entry.getKey(), entry.getValue())).toList();
    }

    /** @param judged what was said of a step; empty for nothing */
    static TableView<Hit> hits(Function<Hit, Optional<MarkContent.Judged>> judged) {
        TableView<Hit> table = table("hits");
        table.getColumns().add(fixed(cell("judged", Function.identity(), 44, (cell, hit) -> judged(cell, judged.apply(hit).orElse(null)))));
        table.getColumns().add(fixed(cell("change", Hit::change, 138, ResultTables::change)));
        table.getColumns().add(fixed(cell("after", Hit::after, 96, (cell, action) -> action(cell, action))));
        table.getColumns().add(fixed(cell("before", Hit::before, 96, (cell, action) -> action(cell, action))));
        TableColumn<Hit, Hit> step = cell("step", Function.identity(), 300, (cell, hit) -> step(cell, hit, hasTwoLines(table)));
        step.setComparator(Comparator.comparing((Hit hit) -> hit.run().id()).thenComparing(Hit::place));
        table.getColumns().add(step);
        return table;
    }

    /** @param by what the groups are by */
    static TableView<HitGroup> groups(ObservableValue<GroupBy> by) {
        TableView<HitGroup> table = table("groups");
        TableColumn<HitGroup, HitGroup> name = cell("group", Function.identity(), 220, (cell, group) -> {
            cell.setText(group(by.getValue(), group));
            cell.setTooltip(new Tooltip(group(by.getValue(), group) + "\n" + Wording.line(group.key(), 300)));
        });
        name.setComparator(Comparator.comparing(HitGroup::key));
        table.getColumns().add(name);
        TableColumn<HitGroup, HitGroup> stopped = cell("stopped", Function.identity(), 150, (cell, group) -> cell.setGraphic(bar(group, table.getItems())));
        stopped.setComparator(Comparator.comparingLong(HitGroup::stopped));
        table.getColumns().add(stopped);
        table.getColumns().add(fixed(number("newly", group -> group.count(Change.NEWLY_STOPPED), 70)));
        table.getColumns().add(fixed(number("gone", group -> group.count(Change.NO_LONGER_STOPPED), 86)));
        table.getColumns().add(fixed(number("all", HitGroup::hits, 70)));
        return table;
    }

    private static String group(GroupBy by, HitGroup group) {
        if (group.key().isEmpty()) {
            return TEXTS.get("group.without." + by);
        }
        return switch (by) {
            case RUN -> group.run() == null ? TEXTS.get("group.others") : TEXTS.get("group.run", Wording.agent(group.run()), Wording.shortId(group.run().id()));
            case TIME -> TEXTS.get("group.time", Wording.dateTime(Long.parseLong(group.key())), Wording.duration(group.spanNanos()));
            case TOOL, AGENT -> Wording.line(group.key(), 120);
        };
    }

    /** The number with a bar beside it, as long as the group has a share of the largest. */
    private static Region bar(HitGroup group, List<HitGroup> all) {
        long most = Math.max(1, all.stream().mapToLong(HitGroup::stopped).max().orElse(1));
        Region bar = new Region();
        bar.getStyleClass().add("group-bar");
        double wide = group.stopped() == 0 ? 0 : Math.max(2, 80.0 * group.stopped() / most);
        bar.setMinSize(wide, 10);
        bar.setMaxSize(wide, 10);
        Label number = new Label(TEXTS.get("number", group.stopped()));
        number.setMinWidth(44);
        number.setAlignment(Pos.CENTER_RIGHT);
        HBox row = new HBox(8, number, bar);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** @param cost about what the guardrail of an id costs */
    static TableView<ComparedGuardrail> guardrails(Function<String, Optional<GuardrailCost>> cost) {
        TableView<ComparedGuardrail> table = table("guardrails");
        table.getColumns().add(named(text("guardrail", ComparedGuardrail::guardrail, 140), 120));
        TableColumn<ComparedGuardrail, ComparedGuardrail> standing = cell("standing", Function.identity(), 104, (cell, guardrail) -> {
            cell.setText(standing(guardrail));
            cell.setTooltip(new Tooltip(TEXTS.get("standing.help." + guardrail.standing()) + parts(guardrail, "\n")));
            cell.getStyleClass().removeIf("text-muted"::equals);
            if (guardrail.standing() == Standing.SAME || guardrail.standing() == Standing.NOT_KNOWN) {
                cell.getStyleClass().add("text-muted");
            }
        });
        standing.setComparator(Comparator.comparing(ComparedGuardrail::standing));
        table.getColumns().add(named(standing, 100));
        table.getColumns().add(fixed(number("stoppedBefore", ComparedGuardrail::stoppedBefore, 78)));
        table.getColumns().add(fixed(number("stoppedNow", ComparedGuardrail::stoppedNow, 66)));
        table.getColumns().add(fixed(number("newly", ComparedGuardrail::newlyStopped, 74)));
        table.getColumns().add(fixed(number("gone", ComparedGuardrail::noLongerStopped, 102)));
        table.getColumns().add(fixed(cost(row -> cost.apply(row.guardrail()))));
        return table;
    }

    private static <S> TableColumn<S, GuardrailCost> cost(Function<S, Optional<GuardrailCost>> value) {
        TableColumn<S, GuardrailCost> column = cell("cost", row -> value.apply(row).orElse(null), 62, (cell, cost) -> {
            cell.setText(TEXTS.get("cost", cost.medianMicros()));
            cell.setTooltip(new Tooltip(TEXTS.get("cost.help", cost.words(), GuardrailCost.NOTE)));
            if (!cell.getStyleClass().contains("number-cell")) {
                cell.getStyleClass().add("number-cell");
            }
        });
        column.setComparator(Comparator.comparingLong(GuardrailCost::medianNanos));
        column.getStyleClass().add("number-column");
        return column;
    }

    private static String standing(ComparedGuardrail guardrail) {
        return TEXTS.get("standing." + guardrail.standing()) + parts(guardrail, ": ");
    }

    private static String parts(ComparedGuardrail guardrail, String between) {
        return guardrail.parts().isEmpty() ? "" : between + guardrail.parts().stream().map(ResultTables::part).collect(Collectors.joining(", "));
    }

    private static String part(GuardrailPart part) {
        return TEXTS.get("part." + part);
    }

    static TableView<Behind> behind() {
        TableView<Behind> table = table("behind");
        TableColumn<Behind, Behind> step = cell("step", Function.identity(), 340, (cell, behind) -> {
            Label line = new Label(behind.hanging().operation().text() + " " + Wording.line(behind.hanging().name(), 120), Cells.icon(behind.hanging().operation()));
            line.getStyleClass().add("hit-step");
            cell.setGraphic(lines(hasTwoLines(table), line, muted(TEXTS.get("behind.why." + behind.hanging().tie(), Wording.line(behind.stopName(), 120), Wording.shortId(behind.run().id())))));
            cell.setTooltip(new Tooltip(TEXTS.get("step.tie.help." + behind.hanging().tie())));
        });
        step.setComparator(Comparator.comparing((Behind behind) -> behind.run().id()).thenComparing(behind -> behind.hanging().ordinal()));
        table.getColumns().add(step);
        return table;
    }

    private static void judged(TableCell<Hit, Hit> cell, MarkContent.Judged judged) {
        cell.setGraphic(judged == null ? null : MarkCells.sign(judged));
        cell.setTooltip(judged == null ? null : new Tooltip(MarkCells.words(judged)));
        cell.setAccessibleText(judged == null ? TEXTS.get("judged.none") : MarkCells.words(judged));
    }

    private static void change(TableCell<Hit, Change> cell, Change change) {
        cell.setText(TEXTS.get("change." + change.name()));
        cell.getStyleClass().removeIf(name -> name.startsWith("change-"));
        cell.getStyleClass().add("change-" + change.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static void action(TableCell<Hit, Action> cell, Action action) {
        cell.setGraphic(action == Action.ALLOW ? null : Cells.badge(action));
        cell.setText(action == Action.ALLOW ? TEXTS.get("action.none") : null);
    }

    /** Whether the rows of a table tell below the step what stopped it, and where; beside it otherwise, which leaves room for more of them. */
    static void setTwoLines(TableView<?> table, boolean two) {
        if (hasTwoLines(table) != two) {
            table.setFixedCellSize(two ? TWO_LINES : ROW);
            table.refresh();
        }
    }

    private static boolean hasTwoLines(TableView<?> table) {
        return table.getFixedCellSize() == TWO_LINES;
    }

    private static Region lines(boolean two, Node first, Label more) {
        if (two) {
            VBox lines = new VBox(first, more);
            lines.setAlignment(Pos.CENTER_LEFT);
            return lines;
        }
        HBox line = new HBox(10, first, more);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static void step(TableCell<Hit, Hit> cell, Hit hit, boolean two) {
        Label line = new Label(hit.operation().text() + " " + Wording.line(hit.name(), 120), Cells.icon(hit.operation()));
        line.getStyleClass().add("hit-step");
        String where = TEXTS.get("step.where", hit.guardrail(), Wording.agent(hit.run()), Wording.shortId(hit.run().id()));
        Label below = muted(TEXTS.get("step.brief", hit.guardrail(), Wording.shortId(hit.run().id())));
        HBox first = new HBox(8, line);
        first.setAlignment(Pos.CENTER_LEFT);
        if (hit.tie() != null) {
            first.getChildren().add(muted(TEXTS.get("step.tie." + hit.tie())));
        }
        first.setMinWidth(Region.USE_PREF_SIZE);
        cell.setGraphic(lines(two, first, below));
        cell.setTooltip(new Tooltip(where + "\n" + Wording.line(hit.message(), 400) + (hit.tie() == null ? "" : "\n" + TEXTS.get("step.tie.help." + hit.tie()))));
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("text-muted");
        return label;
    }

    /** A column whose cells always have the same width need no more. */
    private static <S, T> TableColumn<S, T> fixed(TableColumn<S, T> column) {
        column.setMinWidth(column.getPrefWidth());
        column.setMaxWidth(column.getPrefWidth());
        return column;
    }

    /** A column that gives way only so far: what stands beside it says nothing without it. */
    private static <S, T> TableColumn<S, T> named(TableColumn<S, T> column, double least) {
        column.setMinWidth(least);
        return column;
    }

    private static <S> TableView<S> table(String id) {
        TableView<S> table = new TableView<>();
        table.setId(id);
        table.setFixedCellSize(ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setAccessibleText(TEXTS.get(id));
        table.getStyleClass().add("result-table");
        return table;
    }

    private static <S> TableColumn<S, String> text(String key, Function<S, String> value, double width) {
        return cell(key, value, width, (cell, text) -> {
            cell.setText(Wording.line(text, 300));
            cell.setTooltip(new Tooltip(Wording.line(text, 1_000)));
        });
    }

    private static <S> TableColumn<S, Long> number(String key, Function<S, Long> value, double width) {
        TableColumn<S, Long> column = cell(key, value, width, (cell, number) -> cell.setText(TEXTS.get("number", number)));
        column.getStyleClass().add("number-column");
        return column;
    }

    private static <S, T> TableColumn<S, T> cell(String key, Function<S, T> value, double width, BiConsumer<TableCell<S, T>, T> show) {
        TableColumn<S, T> column = new TableColumn<>(TEXTS.get("column." + key));
        column.setId(key);
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(T item, boolean empty) {
                super.updateItem(item, empty);
                setText(null);
                setGraphic(null);
                setTooltip(null);
                if (item instanceof Number && !getStyleClass().contains("number-cell")) {
                    getStyleClass().add("number-cell");
                }
                if (!empty && item != null) {
                    show.accept(this, item);
                }
            }
        });
        return column;
    }
}
