<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: the mark where a note stands, the notes' section with a way back from each. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:function name="f:has-anchor" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="f:has-mark($note) and not(f:is-stray($note))"/>
  </xsl:function>

  <!-- The mark where a note stands; a note without a mark is set where it stands. -->
  <xsl:template match="tei:note" mode="m:html" as="node()*">
    <xsl:choose>
      <xsl:when test="not(f:has-mark(.)) and f:is-block(.)">
        <aside class="remark {@type}">
          <xsl:sequence select="f:id-attribute(.), f:language-attribute(.)"/>
          <xsl:if test="@n"><span class="note-number made"><xsl:value-of select="@n"/></span></xsl:if>
          <xsl:call-template name="f:html-flow"/>
        </aside>
      </xsl:when>
      <xsl:when test="not(f:has-mark(.))">
        <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
        <span class="remark in-line {@type}">
          <xsl:sequence select="f:id-attribute(.), f:language-attribute(.)"/>
          <xsl:call-template name="f:html-bracketed"/>
        </span>
      </xsl:when>
      <xsl:when test="exists(f:pointed-at(.))"/>
      <xsl:otherwise><xsl:sequence select="f:html-mark(.)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:*[@xml:id][f:is-noted-phrase(.)]" mode="m:html" as="node()*" priority="4">
    <xsl:next-match/>
    <xsl:sequence select="f:notes-on(.) ! f:html-mark(.)"/>
  </xsl:template>

  <xsl:function name="f:html-mark" as="element(sup)">
    <xsl:param name="note" as="element(tei:note)"/>
    <sup class="mark">
      <xsl:if test="f:follows-mark($note)"><xsl:text>, </xsl:text></xsl:if>
      <a href="#{f:id($note)}" id="mark-{f:id($note)}" role="doc-noteref" aria-label="{f:word('note-n', f:mark($note))}">
        <xsl:value-of select="f:mark($note)"/>
      </a>
    </sup>
  </xsl:function>

  <xsl:template name="f:html-notes" as="element(section)?">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:variable name="notes" as="element(tei:note)*" select="f:remarks(.)"/>
    <xsl:if test="exists($notes)">
      <section id="notes" class="notes" role="doc-endnotes" aria-labelledby="notes-head">
        <xsl:if test="f:direction(string((@xml:lang, $article-language)[1])) eq 'rtl'"><xsl:attribute name="dir" select="'rtl'"/></xsl:if>
        <h2 id="notes-head" class="made"><xsl:value-of select="f:word('notes')"/></h2>
        <xsl:for-each-group select="$notes[f:has-anchor(.)]" group-by="f:series-of(.)">
          <xsl:if test="position() gt 1 or (last() gt 1 and current-grouping-key() ne '')">
            <h3 class="made"><xsl:value-of select="($words('notes-' || current-grouping-key()), current-grouping-key(), f:word('notes'))[. ne ''][1]"/></h3>
          </xsl:if>
          <ol><xsl:sequence select="current-group() ! f:html-note(.)"/></ol>
        </xsl:for-each-group>
        <xsl:sequence select="f:html-strays($notes[not(f:has-anchor(.))])"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:html-strays" as="element()*">
    <xsl:param name="notes" as="element(tei:note)*"/>
    <xsl:for-each-group select="$notes" group-adjacent="generate-id(ancestor::tei:div[@type = 'notes'][1])">
      <xsl:variable name="list" as="element(tei:div)" select="ancestor::tei:div[@type = 'notes'][1]"/>
      <h3 class="made"><xsl:value-of select="f:word('notes-without-anchor')"/></h3>
      <xsl:call-template name="f:html-flow">
        <xsl:with-param name="nodes" select="$list/node() except current-group()"/>
      </xsl:call-template>
      <ol>
        <xsl:sequence select="current-group() ! f:html-note(.)"/>
      </ol>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:html-note" as="element(li)">
    <xsl:param name="note" as="element(tei:note)"/>
    <li id="{f:id($note)}" class="note">
      <span class="note-number">
        <xsl:choose>
          <xsl:when test="f:has-anchor($note)">
            <a href="#mark-{f:id($note)}" role="doc-backlink" aria-label="{f:word('back-to-n', f:mark($note))}"><xsl:value-of select="f:mark($note)"/></a>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="f:mark($note)"/></xsl:otherwise>
        </xsl:choose>
        <a class="permalink" href="#{f:id($note)}" aria-label="{f:word('permalink')}" tabindex="-1"/>
      </span>
      <div class="note-body">
        <xsl:sequence select="f:language-attribute($note)"/>
        <xsl:for-each select="$note">
          <xsl:choose>
            <xsl:when test="f:has-blocks(.)"><xsl:call-template name="f:html-flow"/></xsl:when>
            <xsl:otherwise><p data-unit="note"><xsl:apply-templates mode="m:html"/></p></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </div>
    </li>
  </xsl:function>
</xsl:stylesheet>
