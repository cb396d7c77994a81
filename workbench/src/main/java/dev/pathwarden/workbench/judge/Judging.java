package dev.pathwarden.workbench.judge;

/**
 * All that judging is done with beside a rehearsal.
 *
 * @param marks what is said of steps
 * @param measure what else the edited guardrails could ask for
 * @param tests judged steps as their tests
 * @param goodWork warns of guardrails that stop good work
 * @param file the file that these stand in
 */
public record Judging(JudgeViewModel marks, MeasureViewModel measure, TestsViewModel tests, GoodWorkViewModel goodWork, EditedFile file) {
}
