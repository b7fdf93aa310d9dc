// Written by `make schema-docs` from the live schema; do not edit. BIGINT is a string: a JSON number past 2^53
// would be rounded, so select such a column as text (`xp::text`).
export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  public: {
    Tables: {
      chat_messages: {
        Row: {
          attachments: Json
          chat_id: string
          created_at: string
          id: string
          message_content: string | null
          sender: "user" | "tutor" | "system"
          sequence: number
          tool_calls: Json
          tool_calls_content: Json
        }
        Insert: {
          attachments?: Json
          chat_id: string
          created_at?: string
          id?: string
          message_content?: string | null
          sender: "user" | "tutor" | "system"
          sequence: number
          tool_calls?: Json
          tool_calls_content?: Json
        }
        Update: {
          attachments?: Json
          chat_id?: string
          created_at?: string
          id?: string
          message_content?: string | null
          sender?: "user" | "tutor" | "system"
          sequence?: number
          tool_calls?: Json
          tool_calls_content?: Json
        }
        Relationships: [
          {
            foreignKeyName: "chat_messages_chat_id_fkey"
            columns: ["chat_id"]
            isOneToOne: false
            referencedRelation: "chat_sessions"
            referencedColumns: ["id"]
          },
        ]
      }
      chat_sessions: {
        Row: {
          chat_name: string | null
          context_snapshot: Json | null
          created_at: string
          id: string
          is_active: boolean
          last_message_at: string | null
          last_sequence: number
          source_lesson_id: string | null
          updated_at: string
          user_id: string
        }
        Insert: {
          chat_name?: string | null
          context_snapshot?: Json | null
          created_at?: string
          id?: string
          is_active?: boolean
          last_message_at?: string | null
          last_sequence?: number
          source_lesson_id?: string | null
          updated_at?: string
          user_id: string
        }
        Update: {
          chat_name?: string | null
          context_snapshot?: Json | null
          created_at?: string
          id?: string
          is_active?: boolean
          last_message_at?: string | null
          last_sequence?: number
          source_lesson_id?: string | null
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "chat_sessions_source_lesson_id_fkey"
            columns: ["source_lesson_id"]
            isOneToOne: false
            referencedRelation: "lessons"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "chat_sessions_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      lesson_signs: {
        Row: {
          gloss: string
          lesson_id: string
          position: number
        }
        Insert: {
          gloss: string
          lesson_id: string
          position: number
        }
        Update: {
          gloss?: string
          lesson_id?: string
          position?: number
        }
        Relationships: [
          {
            foreignKeyName: "lesson_signs_lesson_id_fkey"
            columns: ["lesson_id"]
            isOneToOne: false
            referencedRelation: "lessons"
            referencedColumns: ["id"]
          },
        ]
      }
      lessons: {
        Row: {
          author_id: string | null
          cover_media_id: string | null
          created_at: string
          description: string | null
          difficulty_level: "intro" | "intermediate" | "advanced" | null
          id: string
          is_active: boolean
          lesson_code: string
          lesson_type: "word" | "sentence" | "freestyle"
          published_at: string | null
          published_by: string | null
          title: string
          updated_at: string
        }
        Insert: {
          author_id?: string | null
          cover_media_id?: string | null
          created_at?: string
          description?: string | null
          difficulty_level?: "intro" | "intermediate" | "advanced" | null
          id?: string
          is_active?: boolean
          lesson_code: string
          lesson_type: "word" | "sentence" | "freestyle"
          published_at?: string | null
          published_by?: string | null
          title: string
          updated_at?: string
        }
        Update: {
          author_id?: string | null
          cover_media_id?: string | null
          created_at?: string
          description?: string | null
          difficulty_level?: "intro" | "intermediate" | "advanced" | null
          id?: string
          is_active?: boolean
          lesson_code?: string
          lesson_type?: "word" | "sentence" | "freestyle"
          published_at?: string | null
          published_by?: string | null
          title?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "lessons_author_id_fkey"
            columns: ["author_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "lessons_cover_media_id_fkey"
            columns: ["cover_media_id"]
            isOneToOne: false
            referencedRelation: "media_assets"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "lessons_published_by_fkey"
            columns: ["published_by"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      media_assets: {
        Row: {
          bucket: string
          created_at: string
          duration_seconds: number | null
          id: string
          media_type: string | null
          metadata: Json | null
          owner_id: string | null
          path: string
        }
        Insert: {
          bucket: string
          created_at?: string
          duration_seconds?: number | null
          id?: string
          media_type?: string | null
          metadata?: Json | null
          owner_id?: string | null
          path: string
        }
        Update: {
          bucket?: string
          created_at?: string
          duration_seconds?: number | null
          id?: string
          media_type?: string | null
          metadata?: Json | null
          owner_id?: string | null
          path?: string
        }
        Relationships: [
          {
            foreignKeyName: "media_assets_owner_id_fkey"
            columns: ["owner_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      media_blobs: {
        Row: {
          bytes: string
          media_id: string
          sha256: string | null
        }
        Insert: {
          bytes: string
          media_id: string
          sha256?: string | null
        }
        Update: {
          bytes?: string
          media_id?: string
          sha256?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "media_blobs_media_id_fkey"
            columns: ["media_id"]
            isOneToOne: true
            referencedRelation: "media_assets"
            referencedColumns: ["id"]
          },
        ]
      }
      media_removals: {
        Row: {
          bucket: string
          created_at: string
          path: string
        }
        Insert: {
          bucket: string
          created_at?: string
          path: string
        }
        Update: {
          bucket?: string
          created_at?: string
          path?: string
        }
        Relationships: []
      }
      notes: {
        Row: {
          created_at: string
          id: string
          language_code: string
          lesson_id: string
          note_content: string
          title: string | null
          tool_calls: Json
          tool_calls_content: Json
          updated_at: string
          version: number
        }
        Insert: {
          created_at?: string
          id?: string
          language_code?: string
          lesson_id: string
          note_content: string
          title?: string | null
          tool_calls?: Json
          tool_calls_content?: Json
          updated_at?: string
          version?: number
        }
        Update: {
          created_at?: string
          id?: string
          language_code?: string
          lesson_id?: string
          note_content?: string
          title?: string | null
          tool_calls?: Json
          tool_calls_content?: Json
          updated_at?: string
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: "notes_lesson_id_fkey"
            columns: ["lesson_id"]
            isOneToOne: false
            referencedRelation: "lessons"
            referencedColumns: ["id"]
          },
        ]
      }
      nudges: {
        Row: {
          created_at: string
          id: string
          kind: string
          sent_at: string | null
          user_id: string
          week: string
        }
        Insert: {
          created_at?: string
          id?: string
          kind?: string
          sent_at?: string | null
          user_id: string
          week: string
        }
        Update: {
          created_at?: string
          id?: string
          kind?: string
          sent_at?: string | null
          user_id?: string
          week?: string
        }
        Relationships: [
          {
            foreignKeyName: "nudges_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      practice_metrics_daily: {
        Row: {
          average_score: number | null
          day: string
          freestyle_average_score: number | null
          freestyle_sessions: number
          sentence_average_score: number | null
          sentence_sessions: number
          session_count: number
          user_id: string
          word_average_score: number | null
          word_sessions: number
          xp_gain: string
        }
        Insert: {
          average_score?: number | null
          day: string
          freestyle_average_score?: number | null
          freestyle_sessions: number
          sentence_average_score?: number | null
          sentence_sessions: number
          session_count: number
          user_id: string
          word_average_score?: number | null
          word_sessions: number
          xp_gain: string
        }
        Update: {
          average_score?: number | null
          day?: string
          freestyle_average_score?: number | null
          freestyle_sessions?: number
          sentence_average_score?: number | null
          sentence_sessions?: number
          session_count?: number
          user_id?: string
          word_average_score?: number | null
          word_sessions?: number
          xp_gain?: string
        }
        Relationships: [
          {
            foreignKeyName: "practice_metrics_daily_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      practice_notices: {
        Row: {
          created_at: string
          id: string
          score: number | null
          session_id: string
          status: "scored" | "given_up"
          user_id: string
        }
        Insert: {
          created_at?: string
          id?: never
          score?: number | null
          session_id: string
          status: "scored" | "given_up"
          user_id: string
        }
        Update: {
          created_at?: string
          id?: never
          score?: number | null
          session_id?: string
          status?: "scored" | "given_up"
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "practice_notices_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      practice_scoring_queue: {
        Row: {
          attempts: number
          due: string
          enqueued_at: string
          fair_at: string
          last_error: string | null
          named_recording_id: string | null
          not_before: string
          poisoned_at: string | null
          recording_bucket: string | null
          recording_id: string | null
          recording_path: string | null
          session_id: string
          started_at: string
          user_id: string
        }
        Insert: {
          attempts?: number
          due?: never
          enqueued_at?: string
          fair_at?: string
          last_error?: string | null
          named_recording_id?: string | null
          not_before?: string
          poisoned_at?: string | null
          recording_bucket?: string | null
          recording_id?: string | null
          recording_path?: string | null
          session_id: string
          started_at: string
          user_id: string
        }
        Update: {
          attempts?: number
          due?: never
          enqueued_at?: string
          fair_at?: string
          last_error?: string | null
          named_recording_id?: string | null
          not_before?: string
          poisoned_at?: string | null
          recording_bucket?: string | null
          recording_id?: string | null
          recording_path?: string | null
          session_id?: string
          started_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "practice_scoring_queue_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      practice_sessions: {
        Row: {
          anonymised_at: string | null
          completed_at: string | null
          feedback: Json | null
          id: string
          lesson_id: string | null
          media_id: string | null
          mode: "word" | "sentence" | "freestyle"
          practised_on: string | null
          raw_metrics: Json | null
          request_id: string | null
          score: number | null
          started_at: string
          user_id: string | null
        }
        Insert: {
          anonymised_at?: string | null
          completed_at?: string | null
          feedback?: Json | null
          id?: string
          lesson_id?: string | null
          media_id?: string | null
          mode: "word" | "sentence" | "freestyle"
          practised_on?: string | null
          raw_metrics?: Json | null
          request_id?: string | null
          score?: number | null
          started_at?: string
          user_id?: string | null
        }
        Update: {
          anonymised_at?: string | null
          completed_at?: string | null
          feedback?: Json | null
          id?: string
          lesson_id?: string | null
          media_id?: string | null
          mode?: "word" | "sentence" | "freestyle"
          practised_on?: string | null
          raw_metrics?: Json | null
          request_id?: string | null
          score?: number | null
          started_at?: string
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "practice_sessions_lesson_id_fkey"
            columns: ["lesson_id"]
            isOneToOne: false
            referencedRelation: "lessons"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "practice_sessions_media_id_fkey"
            columns: ["media_id"]
            isOneToOne: false
            referencedRelation: "media_assets"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "practice_sessions_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      reference_signs: {
        Row: {
          calibration: Json | null
          created_at: string
          gloss: string
          id: string
          language: string | null
          signature: string
          updated_at: string
        }
        Insert: {
          calibration?: Json | null
          created_at?: string
          gloss: string
          id?: string
          language?: string | null
          signature: string
          updated_at?: string
        }
        Update: {
          calibration?: Json | null
          created_at?: string
          gloss?: string
          id?: string
          language?: string | null
          signature?: string
          updated_at?: string
        }
        Relationships: []
      }
      reference_takes: {
        Row: {
          created_at: string
          dominant_hand: "left" | "right" | null
          duration_seconds: number
          frame_count: number
          id: string
          landmarks: string
          landmarks_hash: string
          mirrored: boolean | null
          sequence: string
          sign_id: string
          signer: string
          source: string
        }
        Insert: {
          created_at?: string
          dominant_hand?: "left" | "right" | null
          duration_seconds: number
          frame_count: number
          id?: string
          landmarks: string
          landmarks_hash: string
          mirrored?: boolean | null
          sequence?: string
          sign_id: string
          signer: string
          source: string
        }
        Update: {
          created_at?: string
          dominant_hand?: "left" | "right" | null
          duration_seconds?: number
          frame_count?: number
          id?: string
          landmarks?: string
          landmarks_hash?: string
          mirrored?: boolean | null
          sequence?: string
          sign_id?: string
          signer?: string
          source?: string
        }
        Relationships: [
          {
            foreignKeyName: "reference_takes_sign_id_fkey"
            columns: ["sign_id"]
            isOneToOne: false
            referencedRelation: "reference_signs"
            referencedColumns: ["id"]
          },
        ]
      }
      tests: {
        Row: {
          created_at: string
          id: string
          lesson_id: string
          passing_score: number
          time_limit_seconds: number | null
          title: string | null
          updated_at: string
        }
        Insert: {
          created_at?: string
          id?: string
          lesson_id: string
          passing_score?: number
          time_limit_seconds?: number | null
          title?: string | null
          updated_at?: string
        }
        Update: {
          created_at?: string
          id?: string
          lesson_id?: string
          passing_score?: number
          time_limit_seconds?: number | null
          title?: string | null
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "tests_lesson_id_fkey"
            columns: ["lesson_id"]
            isOneToOne: false
            referencedRelation: "lessons"
            referencedColumns: ["id"]
          },
        ]
      }
      tests_content: {
        Row: {
          correct_answer: Json | null
          created_at: string
          id: string
          sequence: number
          test_content: Json
          test_id: string
          test_options: Json | null
          test_ref: string | null
          test_type: "vid2text" | "text2vid" | "illustration" | "ordering"
        }
        Insert: {
          correct_answer?: Json | null
          created_at?: string
          id?: string
          sequence: number
          test_content: Json
          test_id: string
          test_options?: Json | null
          test_ref?: string | null
          test_type: "vid2text" | "text2vid" | "illustration" | "ordering"
        }
        Update: {
          correct_answer?: Json | null
          created_at?: string
          id?: string
          sequence?: number
          test_content?: Json
          test_id?: string
          test_options?: Json | null
          test_ref?: string | null
          test_type?: "vid2text" | "text2vid" | "illustration" | "ordering"
        }
        Relationships: [
          {
            foreignKeyName: "tests_content_test_id_fkey"
            columns: ["test_id"]
            isOneToOne: false
            referencedRelation: "tests"
            referencedColumns: ["id"]
          },
        ]
      }
      user_settings: {
        Row: {
          app_theme: "light" | "dark"
          created_at: string
          keep_practice_history: boolean
          language: "en" | "en-x-child" | "es" | "pt" | "fr" | "de" | "ar" | null
          notifications: Json
          prefers_assistive_learning: boolean
          time_zone: string
          updated_at: string
          user_id: string
        }
        Insert: {
          app_theme?: "light" | "dark"
          created_at?: string
          keep_practice_history?: boolean
          language?: "en" | "en-x-child" | "es" | "pt" | "fr" | "de" | "ar" | null
          notifications?: Json
          prefers_assistive_learning?: boolean
          time_zone?: string
          updated_at?: string
          user_id: string
        }
        Update: {
          app_theme?: "light" | "dark"
          created_at?: string
          keep_practice_history?: boolean
          language?: "en" | "en-x-child" | "es" | "pt" | "fr" | "de" | "ar" | null
          notifications?: Json
          prefers_assistive_learning?: boolean
          time_zone?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "user_settings_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: true
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      users: {
        Row: {
          created_at: string
          email: string
          full_name: string | null
          id: string
          last_active_at: string | null
          level: number
          nickname: string
          streak_count: number
          updated_at: string
          xp: string
        }
        Insert: {
          created_at?: string
          email: string
          full_name?: string | null
          id: string
          last_active_at?: string | null
          level?: never
          nickname: string
          streak_count?: number
          updated_at?: string
          xp?: string
        }
        Update: {
          created_at?: string
          email?: string
          full_name?: string | null
          id?: string
          last_active_at?: string | null
          level?: never
          nickname?: string
          streak_count?: number
          updated_at?: string
          xp?: string
        }
        Relationships: []
      }
      xp_events: {
        Row: {
          created_at: string
          delta: number
          earned_on: string
          id: string
          idempotency_key: string
          reason: string | null
          recording: string | null
          user_id: string
        }
        Insert: {
          created_at?: string
          delta: number
          earned_on: string
          id?: never
          idempotency_key: string
          reason?: string | null
          recording?: string | null
          user_id: string
        }
        Update: {
          created_at?: string
          delta?: number
          earned_on?: string
          id?: never
          idempotency_key?: string
          reason?: string | null
          recording?: string | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "xp_events_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
    }
    Views: {
      [_ in never]: never
    }
    Functions: {
      authored_answers: {
        Args: { test_id: string }
        Returns: { correct_answer: Json; id: string; sequence: number }[]
      }
      award_practice: {
        Args: { points: number; session_id: string; started_at: string }
        Returns: number
      }
      dashboard_progress: {
        Args: Record<PropertyKey, never>
        Returns: Database["public"]["CompositeTypes"]["progress_snapshot"][]
      }
      erase_me: {
        Args: Record<PropertyKey, never>
        Returns: boolean
      }
      export_my_data: {
        Args: Record<PropertyKey, never>
        Returns: Json
      }
      increment_xp: {
        Args: { delta: number; idempotency_key?: string; reason?: string; user_id: string }
        Returns: string
      }
      practice_history: {
        Args: Record<PropertyKey, never>
        Returns: Database["public"]["CompositeTypes"]["history_entry"][]
      }
      publish_lesson: {
        Args: { as_of?: string; lesson_id: string }
        Returns: string
      }
      recent_conversations: {
        Args: Record<PropertyKey, never>
        Returns: Database["public"]["CompositeTypes"]["recent_conversation"][]
      }
      sync_chat_context: {
        Args: { chat_id: string }
        Returns: Json
      }
      withdraw_lesson: {
        Args: { lesson_id: string }
        Returns: undefined
      }
    }
    Enums: {
      [_ in never]: never
    }
    CompositeTypes: {
      history_entry: {
        completed_at: string | null
        feedback_summary: string | null
        id: string | null
        mode: string | null
        score: number | null
        title: string | null
      }
      progress_snapshot: {
        avg_score: number | null
        level: number | null
        nickname: string | null
        sentence_lessons_completed: string | null
        sessions_this_week: string | null
        word_lessons_completed: string | null
        xp: string | null
      }
      recent_conversation: {
        chat_name: string | null
        created_at: string | null
        id: string | null
        last_message: Json | null
      }
    }
  }
}

type Public = Database["public"]

export type Tables<Name extends keyof (Public["Tables"] & Public["Views"])> =
  (Public["Tables"] & Public["Views"])[Name]["Row"]

export type TablesInsert<Name extends keyof Public["Tables"]> = Public["Tables"][Name]["Insert"]

export type TablesUpdate<Name extends keyof Public["Tables"]> = Public["Tables"][Name]["Update"]

export type Enums<Name extends keyof Public["Enums"]> = Public["Enums"][Name]
