// Compiled by `make schema-check`, never run: what the generated types must allow, and what they must not.
import type { Database, Tables, TablesInsert, TablesUpdate } from "../../../docs/schema/database.types"

const total: Tables<"users">["xp"] = "9007199254740993"
// @ts-expect-error a BIGINT is no number, which JSON.parse would round
const rounded: Tables<"users">["xp"] = 9007199254740993

const attempt: TablesInsert<"practice_sessions"> = { user_id: "6f1c", mode: "word" }
// @ts-expect-error mode has no default
const modeless: TablesInsert<"practice_sessions"> = { user_id: "6f1c" }
// @ts-expect-error a CHECK names the modes
const unknownMode: TablesUpdate<"practice_sessions"> = { mode: "dance" }
// @ts-expect-error level is computed
const levelled: TablesUpdate<"users"> = { level: 3 }

const language: TablesUpdate<"user_settings"> = { language: "en-x-child" }
const noLanguage: TablesUpdate<"user_settings"> = { language: null }
// @ts-expect-error a CHECK names the catalogues
const unknownLanguage: TablesUpdate<"user_settings"> = { language: "en-US" }

const feedback: Tables<"practice_sessions">["feedback"] = { summary: "Good handshape.", channels: { location: {} } }
// @ts-expect-error an unscored attempt has no score
const score: number = ({} as Tables<"practice_sessions">).score

const grant: Database["public"]["Functions"]["increment_xp"]["Args"] = { user_id: "6f1c", delta: 10 }
const answer: Database["public"]["Functions"]["increment_xp"]["Returns"] = "20"
const progress: Database["public"]["Functions"]["dashboard_progress"]["Returns"] = []
const average: number | null | undefined = progress[0]?.avg_score
// @ts-expect-error points are a BIGINT
const points: number | null | undefined = progress[0]?.xp
