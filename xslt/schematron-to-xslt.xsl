<?xml version="1.0" encoding="UTF-8"?>
<!-- Makes an XSLT 3.0 stylesheet of an ISO Schematron schema (ISO/IEC 19757-3) with an XPath query binding.

     The stylesheet walks a document once. Every rule is a template; the template of the first rule of a pattern that
     matches a node evaluates its assertions, and each goes on to the next rule with xsl:next-match, telling which
     patterns have fired. The result is a list of c:finding elements; c:finding/@element is the number, in document
     order, of the element concerned, by which the caller finds its line and column. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:x="urn:teiwright:xslt" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:c="urn:teiwright:check"
    exclude-result-prefixes="xs sch">

  <xsl:namespace-alias stylesheet-prefix="x" result-prefix="xsl"/>
  <xsl:output method="xml" indent="no" encoding="UTF-8"/>

  <!-- The schema's own address, against which sch:include, sch:extends and xsl:include are resolved. -->
  <xsl:param name="base" as="xs:string" select="''"/>
  <xsl:variable name="main" as="document-node()" select="/"/>

  <xsl:mode name="c:include" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <xsl:mode name="c:instantiate" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <xsl:mode name="c:compile" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="c:message" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:key name="c:abstract-rule" match="sch:rule[@abstract = 'true']" use="@id"/>
  <xsl:key name="c:abstract-pattern" match="sch:pattern[@abstract = 'true']" use="@id"/>
  <xsl:key name="c:diagnostic" match="sch:diagnostic" use="@id"/>

  <xsl:variable name="bindings" as="xs:string+"
      select="'xslt', 'xslt2', 'xslt3', 'xpath', 'xpath2', 'xpath3', 'xpath31', 'exslt'"/>

  <xsl:template match="/" as="document-node()">
    <xsl:variable name="whole" as="document-node()">
      <xsl:document><xsl:apply-templates mode="c:include" select="*"/></xsl:document>
    </xsl:variable>
    <xsl:variable name="concrete" as="document-node()">
      <xsl:document><xsl:apply-templates mode="c:instantiate" select="$whole/*"/></xsl:document>
    </xsl:variable>
    <xsl:document><xsl:apply-templates mode="c:compile" select="$concrete/*"/></xsl:document>
  </xsl:template>

  <!-- Parts that stand in other files. -->

  <xsl:template mode="c:include" match="sch:include" as="node()*">
    <xsl:apply-templates mode="#current" select="c:linked(@href)"/>
  </xsl:template>

  <xsl:template mode="c:include" match="sch:extends[@href]" as="node()*">
    <xsl:apply-templates mode="#current" select="c:linked(@href)/node()"/>
  </xsl:template>

  <xsl:function name="c:linked" as="element()">
    <xsl:param name="href" as="attribute(href)"/>
    <xsl:variable name="from" as="xs:string" select="if (root($href) is $main) then $base else string(base-uri($href))"/>
    <xsl:variable name="file" as="document-node()" select="doc(resolve-uri(substring-before($href || '#', '#'), $from))"/>
    <xsl:sequence select="if (contains($href, '#')) then $file//*[@id = substring-after($href, '#')] else $file/*"/>
  </xsl:function>

  <!-- Abstract patterns and rules made concrete. -->

  <xsl:template mode="c:instantiate" match="sch:pattern[@is-a]" as="element(sch:pattern)">
    <xsl:variable name="parameters" as="map(xs:string, xs:string)"
        select="map:merge(sch:param ! map { string(@name): string(@value) })"
        xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
    <xsl:copy>
      <xsl:copy-of select="@id"/>
      <xsl:apply-templates mode="#current" select="key('c:abstract-pattern', @is-a)/node()">
        <xsl:with-param name="parameters" select="$parameters" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <xsl:template mode="c:instantiate" match="sch:pattern[@abstract = 'true']" as="empty-sequence()">
    <xsl:param name="parameters" as="map(xs:string, xs:string)?" tunnel="yes" select="()"/>
  </xsl:template>

  <xsl:template mode="c:instantiate" match="sch:rule[@abstract = 'true']" as="empty-sequence()"/>

  <xsl:template mode="c:instantiate" match="sch:extends[@rule]" as="node()*">
    <xsl:apply-templates mode="#current" select="key('c:abstract-rule', @rule)/node()"/>
  </xsl:template>

  <xsl:template mode="c:instantiate"
      match="@test | @context | @value | @select | @path | @subject" as="attribute()">
    <xsl:param name="parameters" as="map(xs:string, xs:string)?" tunnel="yes" select="()"/>
    <xsl:attribute name="{name()}" select="if (exists($parameters)) then c:filled(., $parameters) else ."/>
  </xsl:template>

  <xsl:function name="c:filled" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="parameters" as="map(xs:string, xs:string)"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$expression" regex="\$([\i-[:]][\c-[:]]*)">
        <xsl:matching-substring>
          <xsl:sequence select="($parameters(regex-group(1)), .)[1]"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <!-- The stylesheet. -->

  <xsl:template mode="c:compile" match="sch:schema" as="element()">
    <xsl:if test="@queryBinding and not(lower-case(@queryBinding) = $bindings)">
      <xsl:sequence select="error(xs:QName('c:binding'), 'the query binding ' || @queryBinding || ' is not provided for')"/>
    </xsl:if>
    <xsl:variable name="patterns" as="element(sch:pattern)*" select="c:active-patterns(.)"/>
    <x:stylesheet version="3.0" exclude-result-prefixes="#all">
      <xsl:for-each select="sch:ns">
        <xsl:namespace name="{@prefix}" select="@uri"/>
      </xsl:for-each>
      <xsl:namespace name="err" select="'http://www.w3.org/2005/xqt-errors'"/>
      <xsl:if test="$base != ''">
        <xsl:attribute name="xml:base" select="$base"/>
      </xsl:if>
      <x:output method="xml" indent="no" encoding="UTF-8"/>
      <x:accumulator name="c:ordinal"
          as="Q{{http://www.w3.org/2001/XMLSchema}}integer" initial-value="0">
        <x:accumulator-rule match="*" select="$value + 1"/>
      </x:accumulator>
      <x:mode use-accumulators="c:ordinal"/>
      <x:mode name="c:check" use-accumulators="c:ordinal"/>
      <xsl:copy-of select="xsl:*" copy-namespaces="yes"/>
      <xsl:apply-templates mode="#current" select="sch:let"/>
      <xsl:apply-templates mode="#current" select="$patterns/sch:let[c:is-global(., $patterns)]"/>
      <x:template match="/">
        <c:findings><x:apply-templates select="." mode="c:check"/></c:findings>
      </x:template>
      <x:template match="node() | @*" mode="c:check" priority="-1">
        <x:apply-templates select="{c:walk($patterns/sch:rule/@context)}" mode="c:check"/>
      </x:template>
      <xsl:variable name="rules" as="element(sch:rule)*" select="$patterns/sch:rule"/>
      <xsl:for-each select="$rules">
        <xsl:apply-templates mode="#current" select=".">
          <xsl:with-param name="priority" select="count($rules) - position() + 1"/>
          <xsl:with-param name="patterns" select="$patterns"/>
        </xsl:apply-templates>
      </xsl:for-each>
    </x:stylesheet>
  </xsl:template>

  <xsl:function name="c:active-patterns" as="element(sch:pattern)*">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:variable name="phase" as="element(sch:phase)?" select="$schema/sch:phase[@id = $schema/@defaultPhase]"/>
    <xsl:sequence select="$schema/sch:pattern[empty($phase) or @id = $phase/sch:active/@pattern]"/>
  </xsl:function>

  <!-- A pattern's variable can be global unless another pattern has one of the same name. -->
  <xsl:function name="c:is-global" as="xs:boolean">
    <xsl:param name="let" as="element(sch:let)"/>
    <xsl:param name="patterns" as="element(sch:pattern)*"/>
    <xsl:sequence select="count(($patterns | $let/ancestor::sch:schema)/sch:let[@name = $let/@name]) = 1"/>
  </xsl:function>

  <!-- Attributes and text are visited only where a rule's context, its predicates aside, can be one. -->
  <xsl:function name="c:walk" as="xs:string">
    <xsl:param name="contexts" as="xs:string*"/>
    <xsl:variable name="bare" as="xs:string" select="c:without-predicates(string-join($contexts, ' | '))"/>
    <xsl:sequence select="
        if (matches($bare, 'node\(\)')) then '@*, node()'
        else string-join((
          '@*'[matches($bare, '@|attribute(::|\()')],
          if (matches($bare, '(text|comment|processing-instruction)\(')) then 'node()' else '*'), ', ')"/>
  </xsl:function>

  <xsl:function name="c:without-predicates" as="xs:string">
    <xsl:param name="context" as="xs:string"/>
    <xsl:variable name="shorter" as="xs:string" select="replace($context, '\[[^\[\]]*\]', '')"/>
    <xsl:sequence select="if ($shorter = $context) then $context else c:without-predicates($shorter)"/>
  </xsl:function>

  <xsl:template mode="c:compile" match="sch:let" as="element()">
    <x:variable name="{@name}">
      <xsl:choose>
        <xsl:when test="@value"><xsl:attribute name="select" select="@value"/></xsl:when>
        <xsl:otherwise><xsl:copy-of select="node()"/></xsl:otherwise>
      </xsl:choose>
    </x:variable>
  </xsl:template>

  <xsl:template mode="c:compile" match="sch:rule" as="element()">
    <xsl:param name="priority" as="xs:integer" required="yes"/>
    <xsl:param name="patterns" as="element(sch:pattern)*" required="yes"/>
    <xsl:variable name="number" as="xs:integer" select="count(../preceding-sibling::sch:pattern) + 1"/>
    <x:template match="{@context}" mode="c:check" priority="{$priority}">
      <x:param name="c:fired" as="Q{{http://www.w3.org/2001/XMLSchema}}integer*" select="()"/>
      <x:if test="not($c:fired = {$number})">
        <xsl:for-each select="../sch:let[not(c:is-global(., $patterns))]">
          <x:variable name="{@name}" select="root()/({@value})"/>
        </xsl:for-each>
        <xsl:apply-templates mode="#current" select="sch:let | sch:assert | sch:report | xsl:variable"/>
      </x:if>
      <x:next-match>
        <x:with-param name="c:fired" select="$c:fired, {$number}"/>
      </x:next-match>
    </x:template>
  </xsl:template>

  <xsl:template mode="c:compile" match="xsl:variable" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <!-- A test that cannot be evaluated is a finding of its own and does not stop the others. -->
  <xsl:template mode="c:compile" match="sch:assert | sch:report" as="element()">
    <x:try>
      <x:if test="{if (self::sch:assert) then 'not(' || @test || ')' else @test}">
        <c:finding kind="{local-name()}">
          <xsl:sequence select="c:labels(.)"/>
          <c:message><xsl:apply-templates mode="c:message"/></c:message>
          <xsl:for-each select="tokenize(@diagnostics) ! key('c:diagnostic', ., root(current()))">
            <c:diagnostic><xsl:apply-templates mode="c:message"/></c:diagnostic>
          </xsl:for-each>
        </c:finding>
      </x:if>
      <x:catch errors="*">
        <c:finding kind="failed">
          <xsl:sequence select="c:labels(.)"/>
          <c:message><x:value-of select="$err:description"/></c:message>
        </c:finding>
      </x:catch>
    </x:try>
  </xsl:template>

  <xsl:function name="c:labels" as="node()*">
    <xsl:param name="assertion" as="element()"/>
    <xsl:attribute name="rule" select="($assertion/@id, $assertion/../@id, $assertion/../../@id, '')[1]"/>
    <xsl:attribute name="role" select="($assertion/(@role, @flag), $assertion/../(@role, @flag), '')[1]"/>
    <x:attribute name="element" select="(ancestor-or-self::*[1]/accumulator-before('c:ordinal'), 0)[1]"/>
  </xsl:function>

  <xsl:template mode="c:message" match="sch:value-of" as="element()">
    <x:value-of select="{@select}" separator=" "/>
  </xsl:template>

  <xsl:template mode="c:message" match="sch:name" as="element()">
    <x:value-of select="name({@path})"/>
  </xsl:template>

  <xsl:template mode="c:message" match="text()" as="element()">
    <x:text><xsl:value-of select="."/></x:text>
  </xsl:template>

</xsl:stylesheet>
