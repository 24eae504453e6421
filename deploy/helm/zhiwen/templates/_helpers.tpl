{{/* The name that all objects begin with. */}}
{{- define "zhiwen.name" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels of every object; (list $ "part"). */}}
{{- define "zhiwen.labels" -}}
{{- $root := index . 0 -}}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
{{ include "zhiwen.selector" . }}
{{- end -}}

{{/* What pods of a part are found by; (list $ "part"). */}}
{{- define "zhiwen.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: zhiwen
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* An image; (list $ .Values.images.app). */}}
{{- define "zhiwen.image" -}}
{{- $root := index . 0 -}}
{{- $image := index . 1 -}}
{{ printf "%s:%s" $image.repository ($image.tag | default $root.Chart.AppVersion) | quote }}
{{- end -}}

{{/* One variable from the Secret; (list $ "NAME" optional). */}}
{{- define "zhiwen.secretly" -}}
{{- $root := index . 0 -}}
- name: {{ index . 1 }}
  valueFrom:
    secretKeyRef:
      name: {{ $root.Values.secret }}
      key: {{ index . 1 }}
      {{- if index . 2 }}
      optional: true
      {{- end }}
{{- end -}}

{{/* The head of a pod's specification; (list $ "part" seconds-to-stop). */}}
{{- define "zhiwen.pod" -}}
{{- $root := index . 0 -}}
{{- /* Kubernetes would set ZHIWEN_PORT, ZHIWEN_RASA_PORT … to addresses of Services, and those are names of settings. */}}
enableServiceLinks: false
automountServiceAccountToken: false
terminationGracePeriodSeconds: {{ index . 2 }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
{{- with $root.Values.images.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with $root.Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $root.Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "zhiwen.selector" (list $root (index . 1)) | nindent 8 }}
volumes:
  - name: tmp
    emptyDir: {}
{{- end -}}

{{/* What a container may do. */}}
{{- define "zhiwen.container" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
volumeMounts:
  - name: tmp
    mountPath: /tmp
{{- end -}}

{{/* The addresses of all Rasa servers, with spaces between; each by its own name, in every gateway the same. */}}
{{- define "zhiwen.rasaUrls" -}}
{{- $name := printf "%s-rasa" (include "zhiwen.name" .) -}}
{{- $urls := list -}}
{{- range until (int .Values.rasa.replicas) -}}
{{- $urls = append $urls (printf "http://%s-%d.%s:5005" $name . $name) -}}
{{- end -}}
{{- join " " $urls -}}
{{- end -}}

{{/* The way to PostgreSQL and Redis. */}}
{{- define "zhiwen.toData" -}}
- to:
    {{- range .Values.networkPolicy.data.cidrs }}
    - ipBlock: {cidr: {{ . | quote }}}
    {{- end }}
  ports:
    {{- range .Values.networkPolicy.data.ports }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
{{- end -}}
